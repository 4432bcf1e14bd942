// A place on a map: its marker, circles around it, and tiles where the operator named a source. Loaded by PlaceMap alone.
import "/lib/leaflet/leaflet.js";
import { say } from "./words.js";

const { L } = window;
const NEAR = 17;
const FAR = 3;
const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const pin =
  '<svg viewBox="0 0 34 46" aria-hidden="true"><path d="M17 46C9 35 0 29 0 18a17 17 0 0 1 34 0c0 11-9 17-17 28z"/><circle cx="17" cy="17" r="6"/></svg>';

function loadStyle() {
  if (document.querySelector("link[data-leaflet]")) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/lib/leaflet/leaflet.css" });
  link.dataset.leaflet = "";
  document.head.prepend(link); // ours comes after it and wins
}

// Without tiles a grid shows how far the picture was moved.
const Grid = L.GridLayer.extend({ createTile: () => Object.assign(document.createElement("div"), { className: "map-grid" }) });

function addGround(map, tiles) {
  if (!tiles) return new Grid().addTo(map);
  const words = Object.assign(document.createElement("span"), { textContent: tiles.attribution });
  return L.tileLayer(tiles.url, { attribution: words.outerHTML, maxZoom: 19 }).addTo(map);
}

class Map {
  constructor(canvas, picture, page) {
    this.page = page;
    this.isMovable = picture.isMovable;
    const isPhone = L.Browser.mobile && !this.isMovable; // a finger that scrolls the page must not be caught
    this.map = L.map(canvas, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, dragging: !isPhone, minZoom: FAR - 1, maxZoom: 19 });
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(this.map);
    if (picture.tiles) L.control.attribution({ prefix: false }).addTo(this.map);
    addGround(this.map, picture.tiles);
    this.circles = L.layerGroup().addTo(this.map);
    this.map.setView([picture.place?.lat ?? 30, picture.place?.lon ?? 10], picture.place ? NEAR : FAR);
    if (this.isMovable) {
      this.map.on("click", (event) => this.moveTo(event.latlng, true));
      canvas.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target === canvas) this.moveTo(this.map.getCenter(), true);
      });
    }
    this.update(picture);
    this.watch = new ResizeObserver(() => this.map.invalidateSize());
    this.watch.observe(canvas);
  }

  update(picture) {
    this.picture = picture;
    const { place, zone } = picture;
    if (place) this.putMarker(L.latLng(place.lat, place.lon));
    else this.marker = void this.marker?.remove();
    this.draw();
    const told = JSON.stringify([place, zone, picture.reachM, picture.accuracyM]);
    if (told !== this.shown && !this.isOwnWord(place)) this.fit();
    this.shown = told;
  }

  isOwnWord(place) {
    return place && this.said && place.lat === this.said.lat && place.lon === this.said.lng;
  }

  putMarker(at) {
    if (this.marker) return this.marker.setLatLng(at);
    const icon = L.divIcon({ className: "map-pin", html: pin, iconSize: [34, 46], iconAnchor: [17, 46] });
    this.marker = L.marker(at, { icon, draggable: this.isMovable, keyboard: this.isMovable, interactive: this.isMovable }).addTo(this.map);
    if (!this.isMovable) return this.marker;
    const element = this.marker.getElement();
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", say("marker", this.picture.label));
    element.addEventListener("keydown", (event) => this.step(event));
    element.addEventListener("keyup", (event) => steps[event.key] && this.tell());
    this.marker.on("drag", () => this.draw());
    this.marker.on("dragend", () => this.tell());
    return this.marker;
  }

  step(event) {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const far = event.shiftKey ? 1 : 12;
    const from = this.map.latLngToContainerPoint(this.marker.getLatLng());
    const to = from.add([step[0] * far, step[1] * far]);
    this.moveTo(this.map.containerPointToLatLng(to), false);
    if (!this.map.getBounds().pad(-0.1).contains(this.marker.getLatLng())) this.map.panTo(this.marker.getLatLng(), { animate: false });
  }

  moveTo(at, isLast) {
    this.putMarker(at.wrap());
    this.draw();
    if (isLast) this.tell();
  }

  tell() {
    const at = this.marker.getLatLng();
    this.said = L.latLng(Number(at.lat.toFixed(6)), Number(at.lng.toFixed(6)));
    this.page.invokeMethodAsync("Moved", this.said.lat, this.said.lng);
  }

  // The circles follow the marker while it moves; the zone stays where it was drawn unless it is what is moved.
  draw() {
    this.circles.clearLayers();
    const { zone, reachM, accuracyM, isZoneMoved } = this.picture;
    const at = this.marker?.getLatLng();
    const circle = (middle, radius, className) => L.circle(middle, { radius, className, interactive: false }).addTo(this.circles);
    if (zone) circle(isZoneMoved && at ? at : [zone.lat, zone.lon], zone.radiusM, "map-zone");
    if (reachM && at) circle(at, reachM, "map-reach");
    if (accuracyM && at) circle(at, accuracyM, "map-accuracy");
  }

  fit() {
    const seen = L.latLngBounds([]);
    this.circles.eachLayer((circle) => seen.extend(circle.getBounds()));
    if (this.marker) seen.extend(this.marker.getLatLng());
    if (seen.isValid()) this.map.fitBounds(seen, { maxZoom: NEAR, padding: [24, 24], animate: false });
  }

  remove() {
    this.watch.disconnect();
    this.map.remove();
  }
}

export function show(canvas, picture, page) {
  loadStyle();
  return new Map(canvas, picture, page);
}
