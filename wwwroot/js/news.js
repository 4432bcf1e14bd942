// Short notes stand for 6 s, and an urgent alert sounds where somebody has switched that on.

const SHOWN = 6000;
const STEP = 250;
const rest = new WeakMap();
let last = performance.now();

function toasts(passed) {
  for (const toast of document.querySelectorAll("[data-toast]")) {
    if (toast.matches(":hover, :focus-within")) continue; // somebody reads it
    const left = (rest.get(toast) ?? SHOWN) - passed;
    rest.set(toast, left > 0 ? left : SHOWN);
    if (left <= 0) toast.dispatchEvent(new CustomEvent("gone", { bubbles: true }));
  }
}

// The sound: off until switched on, for this browser alone. A browser lets a page sound only after a press; until then it is silent.
const wanted = () => localStorage.getItem("alarm-sound") === "on";
let audio = null;

function beep() {
  [0, 0.35, 0.7].forEach((after) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 880;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + after);
    volume.gain.exponentialRampToValueAtTime(0.3, audio.currentTime + after + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + after + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + after);
    tone.stop(audio.currentTime + after + 0.25);
  });
}

// One of several tabs sounds, once for each alert.
function alarm() {
  const urgent = document.querySelector("[data-alarm]")?.dataset.alarm;
  if (!urgent || !wanted() || audio?.state !== "running" || localStorage.getItem("alarm-sounded") === urgent) return;
  navigator.locks.request("alarm-sound", () => {
    if (localStorage.getItem("alarm-sounded") === urgent) return;
    localStorage.setItem("alarm-sounded", urgent);
    beep();
  });
}

function unlock() {
  if (!wanted()) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-sound-switch]")) return;
  localStorage.setItem("alarm-sound", wanted() ? "off" : "on");
  show();
  unlock();
  if (wanted()) beep(); // that is how it sounds
});
for (const name of ["pointerup", "keyup"]) window.addEventListener(name, unlock);

function show() {
  const pressed = String(wanted());
  for (const button of document.querySelectorAll("[data-sound-switch]")) {
    if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
  }
}

setInterval(() => {
  const now = performance.now();
  const passed = Math.min(now - last, 4 * STEP); // a tab that slept has shown nothing meanwhile
  last = now;
  if (document.documentElement.dataset.live !== "off" && !document.hidden) toasts(passed);
  alarm();
  show();
}, STEP);
