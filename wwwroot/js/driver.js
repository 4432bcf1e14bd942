// The driver page: it takes the phone's position, asks to open, and follows what the device says. Without it the
// page still shows everything, and its buttons are plain forms.

import { say as words } from "./words.js";

const main = document.getElementById("main");
const find = (selector) => main.querySelector(selector);
const map = find("[data-lat]");
const started = { at: Number(main.dataset.now), steady: performance.now(), wall: Date.now() };

/** The portal's clock: the phone's own may be wrong, and one of its two stands still while it sleeps. */
const now = () => started.at + Math.max(performance.now() - started.steady, Date.now() - started.wall);

// ---- What is so now --------------------------------------------------------------------------------------------

function show(progress) {
  if (progress.hasPlace && !map) {
    location.reload();
    return;
  }
  main.dataset.phase = progress.phase;
  for (const element of main.querySelectorAll("[data-when]"))
    element.hidden = !element.dataset.when.split(" ").includes(progress.phase);
  const last = progress.steps.filter((step) => step.at).length - 1;
  progress.steps.forEach((step, index) => {
    const slot = find(`[data-step="${index}"]`);
    slot.className = step.at ? (index === last ? "is-now" : "is-done") : "is-next";
    slot.querySelector("[data-step-at]").textContent = step.at ?? "";
  });
  say(progress.sentence);
  find("[data-instead]").hidden = !progress.instead;
  find("[data-instead-text]").textContent = progress.instead?.sentence ?? "";
  find("[data-instead-go]").hidden = !progress.instead?.canGo;
  if (progress.phase !== "ready") deny(null);
}

function say(sentence) {
  const status = find("[data-sentence]");
  if (status.textContent !== sentence) status.textContent = sentence;
}

function deny(sentence) {
  find("[data-denied-text]").textContent = sentence ?? "";
  find("[data-denied]").hidden = !sentence;
}

function follow() {
  const events = new EventSource("/d/events");
  events.addEventListener("progress", (event) => show(JSON.parse(event.data)));
  events.addEventListener("ended", () => {
    events.close();
    location.reload();
  });
}

// ---- Where the phone is ----------------------------------------------------------------------------------------

const ring = 60;
const edge = 66;
const metresToRing = ring / Number(map?.dataset.reach ?? 1);
let latest = null;

function metres(from, to) {
  const rad = Math.PI / 180;
  const north = (to.lat - from.lat) * rad * 6371008.8;
  const east = (to.lon - from.lon) * rad * 6371008.8 * Math.cos(((from.lat + to.lat) / 2) * rad);
  return { north, east, distance: Math.hypot(north, east) };
}

const oneDigit = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const distance = (m) => (m < 995 ? `${Math.round(m / 10) * 10} m` : `${oneDigit.format(m / 1000)} km`);

function mark(position) {
  latest = position;
  if (!map) return;
  const place = { lat: Number(map.dataset.lat), lon: Number(map.dataset.lon) };
  const me = metres(place, { lat: position.coords.latitude, lon: position.coords.longitude });
  const shrink = Math.min(1, edge / (me.distance * metresToRing || 1));
  const dot = find("[data-me]");
  dot.setAttribute("transform", `translate(${me.east * metresToRing * shrink} ${-me.north * metresToRing * shrink})`);
  dot.removeAttribute("hidden");
  find("[data-distance]").textContent = map.dataset.from.replace("{0}", distance(me.distance));
}

const fresh = { enableHighAccuracy: true, maximumAge: 5000, timeout: 7000 };
const recent = { enableHighAccuracy: false, maximumAge: 60000, timeout: 3000 };
const denied = 1;

const ask = (options) =>
  new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, options));

/** A fresh fix; where none comes in time, as it happens indoors, the last one of this minute; null where it is not allowed. */
async function locate() {
  if (!navigator.geolocation) return null;
  if (latest && Date.now() - latest.timestamp < fresh.maximumAge) return latest;
  try {
    return await ask(fresh).catch((error) => (error.code === denied ? null : ask(recent)));
  } catch {
    return null;
  }
}

/** The dot follows only whoever has allowed it already: the question comes with the tap, not with the page. */
async function followPosition() {
  const allowed = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  if (allowed?.state === "granted") navigator.geolocation.watchPosition(mark, () => {}, { enableHighAccuracy: true });
}

// ---- The two buttons -------------------------------------------------------------------------------------------

async function send(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function onSubmit(form, busy, act) {
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    say(busy);
    try {
      await act();
    } catch {
      say("");
      deny(words("mayHaveOpened"));
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

const openForm = find("[data-open]");
onSubmit(openForm, words("askingPosition"), async () => {
  const position = await locate();
  if (position) {
    mark(position);
    openForm.elements.lat.value = position.coords.latitude;
    openForm.elements.lon.value = position.coords.longitude;
    openForm.elements.accuracyM.value = position.coords.accuracy;
    openForm.elements.ageS.value = (Date.now() - position.timestamp) / 1000;
  } else {
    for (const name of ["lat", "lon", "accuracyM", "ageS"]) openForm.elements[name].value = "";
  }
  say(words("asking"));
  const decision = await send(openForm);
  deny(decision.verdict === "denied" ? decision.message : null);
  say(decision.verdict === "denied" ? "" : decision.message);
});

const doneForm = find("[data-done]");
onSubmit(doneForm, words("telling"), async () => {
  await send(doneForm);
  say(words("thankYou"));
  doneForm.remove();
});

// ---- The clock -------------------------------------------------------------------------------------------------

function tick() {
  const clock = find("[data-until]");
  const left = Number(clock.dataset.until) - now();
  if (left <= 0 && ["early", "ready"].includes(main.dataset.phase)) {
    location.reload();
    return;
  }
  const seconds = Math.max(0, Math.floor(left / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours) clock.textContent = `${hours} h ${minutes % 60} min`;
  else clock.textContent = minutes >= 10 ? `${minutes} min` : `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  setTimeout(tick, 1000 - (now() % 1000));
}

tick();
follow();
followPosition();
