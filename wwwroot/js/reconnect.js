// How a page finds back to Portal: one try at a time, and never given up. Blazor's own way runs its tries beside one that a person asks
// for, and a try of it that fails shuts the line that the other has just opened (docs/decisions/0037).

const BEFORE = [0, 500, 1000, 2000, 3000, 5000]; // milliseconds before each of the first tries
const AT_MOST = 10000;
const HANGS = 3000; // so long after Portal was heard, a try that is still under way asks a dead line
const WORDS = ["show", "hide", "rejected"].map((word) => `components-reconnect-${word}`);

let isDown = false;
let current = null; // the try that is under way
let wake = null;

function mark(word) {
  const panel = document.getElementById("components-reconnect-modal");
  panel?.classList.remove(...WORDS);
  panel?.classList.add(`components-reconnect-${word}`);
}

function tell(seconds) {
  const words = document.getElementById("components-seconds-to-next-attempt");
  if (words) words.textContent = seconds > 0 ? seconds : "";
}

/** Waits, or until somebody wants it at once. */
async function pause(milliseconds) {
  const end = performance.now() + milliseconds;
  const woken = new Promise((go) => (wake = go));
  const clock = setInterval(() => {
    const rest = end - performance.now();
    tell(Math.ceil(rest / 1000));
    if (rest <= 0) wake();
  }, 250);
  if (milliseconds > 0) await woken;
  clearInterval(clock);
  wake = null;
  tell(0);
}

async function findBack() {
  for (let tries = 0; isDown; tries++) {
    await pause(BEFORE[tries] ?? AT_MOST);
    current = {};
    const known = await window.Blazor.reconnect().catch(() => null);
    current = null;
    if (known !== null && isDown) {
      // The server no longer knows this page, or the line is open and the page is not on it: only a new one can tell the truth.
      mark("rejected");
      return location.reload();
    }
  }
}

function onConnectionDown() {
  if (isDown) return;
  isDown = true;
  mark("show");
  findBack();
}

function onConnectionUp() {
  isDown = false;
  mark("hide");
  // A try that failed says that the page has stopped. It has not.
  document.getElementById("blazor-error-ui")?.style.removeProperty("display");
}

/** 'Try again now'. */
export async function tryNow() {
  wake?.();
  const asked = current;
  if (!asked) return;
  const answers = await fetch("/health/live", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (!answers) return;
  setTimeout(() => isDown && current === asked && location.reload(), HANGS);
}

/** Makes the page live; the script waits for it. */
export function begin() {
  window.Blazor?.start({ circuit: { reconnectionHandler: { onConnectionDown, onConnectionUp } } });
}

// A phone that wakes, or is back on the net, does not wait.
document.addEventListener("visibilitychange", () => document.hidden || wake?.());
window.addEventListener("online", () => wake?.());
