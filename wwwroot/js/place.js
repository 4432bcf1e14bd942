// Where the one who sits here is, asked once and only on a tap; null when the browser does not tell.
export function here() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([Number(coords.latitude.toFixed(6)), Number(coords.longitude.toFixed(6))]),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}
