// What a page does by itself between two words from Portal: it lets ages and clocks run, and it stops claiming
// what it can no longer know. It needs no circuit, so it works best when the circuit is gone.
//
//   data-fresh-until="ms@render"   a card: after ms, counted from its render, it shows its 'not live' side
//   data-age="ms@render"           how old a word was at its render; data-then is what to say after an hour
//   data-clock="ms@render"         a clock that counts up; on a <progress> it moves the bar, in seconds
//   data-clock-to="ms@render"      a clock that counts down to nought
//
// '@render' only tells two renders apart: a value that comes again is a new word.

import { forget, leave } from "./away.js";
import { begin, tryNow } from "./reconnect.js";
import { say } from "./words.js";

const root = document.documentElement;
const arrived = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
const words = new WeakMap();
let starting = true;

/** Milliseconds since the element was rendered, by the clock that ran further: a laptop's sleep stops one of them. */
function elapsed(element, text) {
  let word = words.get(element);
  if (word?.text !== text) {
    const onTheWay = starting ? performance.now() - arrived : 0;
    word = { text, steady: performance.now() - onTheWay, wall: Date.now() - onTheWay };
    words.set(element, word);
  }
  return Math.max(performance.now() - word.steady, Date.now() - word.wall);
}

// The text node belongs to Blazor: its content is changed, the node never.
function write(element, text) {
  const node = element.firstChild;
  if (node && node.data !== text) node.data = text;
}

function each(attribute, act) {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    const text = element.getAttribute(attribute);
    act(element, Number.parseFloat(text), elapsed(element, text));
  }
}

function age(seconds) {
  if (seconds < 60) return say("secondsAgo", Math.floor(seconds));
  return seconds < 3600 ? say("minutesAgo", Math.floor(seconds / 60)) : null;
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function inWords(seconds) {
  if (seconds < 60) return say("lessThanAMinute");
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? say("oneMinute") : say("minutes", minutes);
}

function run(element, seconds) {
  if (element.localName === "progress") element.value = Math.min(seconds, element.max);
  else write(element, "inWords" in element.dataset ? inWords(seconds) : clock(seconds));
}

/** reconnect.js sets these classes on our panel. */
function disconnected() {
  const panel = document.getElementById("components-reconnect-modal");
  const broken = document.getElementById("blazor-error-ui")?.style.display === "block";
  return broken || /components-reconnect-(show|rejected)/.test(panel?.className ?? "");
}

/** A card, or with the root the whole page, shows its 'not live' side from now on, or no longer. */
function setLive(element, off) {
  if (off === (element.dataset.live === "off")) return;
  if (off) {
    element.dataset.live = "off";
    element.dataset.wentOff = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  } else {
    delete element.dataset.live;
  }
}

function tab() {
  const off = root.dataset.live === "off";
  const mark = `${say("notLive")} `;
  const title = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
  const wanted = off ? mark + title : title;
  if (document.title !== wanted) document.title = wanted;

  const icon = document.querySelector("link[rel=icon][data-calm]");
  const seal = off ? "unknown" : document.querySelector("[data-tab-seal]")?.dataset.tabSeal;
  const href = icon?.dataset[seal] ?? icon?.dataset.calm;
  if (icon && icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}

/** What this page knew last is remembered when it stops hearing; when it hears again it asks what it missed. */
function hear(off) {
  const was = root.dataset.live === "off";
  setLive(root, off);
  if (off && !was) leave();
  if (was && !off) document.querySelector("[data-news]")?.dispatchEvent(new CustomEvent("back", { bubbles: true }));
}

function tick() {
  hear(disconnected());
  each("data-fresh-until", (card, limit, passed) => setLive(card, passed >= limit));
  each("data-age", (element, given, passed) => write(element, age((given + passed) / 1000) ?? element.dataset.then));
  each("data-clock", (element, given, passed) => run(element, (given + passed) / 1000));
  each("data-clock-to", (element, given, passed) => run(element, (given - passed) / 1000));
  for (const since of document.querySelectorAll("[data-live=off] [data-off-since]")) {
    since.textContent = (root.dataset.live === "off" ? root : since.closest("[data-live=off]")).dataset.wentOff;
  }
  tab();
  starting = false;
}

// On a page that is not live a command is refused here, with its reason standing above: nothing is sent later.
window.addEventListener(
  "click",
  (event) => {
    if (root.dataset.live !== "off" || !(event.target instanceof Element)) return;
    if (event.target.closest("[data-reconnect]")) return void tryNow();
    if (!event.target.closest("button, input[type=submit]") || event.target.closest("[data-offline]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

// Portal names a zone only where it differs from the reader's, and the server cannot guess the reader's.
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

// Whoever installed Portal, or is told here while no page is open, has its worker; it is kept up to date.
function keepWorker() {
  const isWanted = matchMedia("(display-mode: standalone)").matches || window.Notification?.permission === "granted";
  if (isWanted) navigator.serviceWorker?.register("/sw.js").catch(() => null);
}

begin();
tellZone();
keepWorker();
tick();
setInterval(tick, 500);
document.addEventListener("visibilitychange", () => {
  tick();
  // A phone may throw a page away that nobody looks at; the next one then starts where this one was left.
  if (document.hidden) leave();
  else if (root.dataset.live !== "off") forget();
});
