// What a press does before the server hears of it: hold to confirm, questions, the theme, copying, the skip link.

const HOLD = 1200; // milliseconds; --p-hold of tokens.css draws the same time
let held = null;

function letGo() {
  if (!held) return;
  clearTimeout(held.timer);
  held.button.classList.remove("is-held");
  held = null;
}

window.addEventListener("pointerdown", (event) => {
  const button = event.target.closest?.("[data-hold]");
  if (!button || button.disabled || event.button !== 0 || document.documentElement.dataset.live === "off") return;
  letGo();
  button.classList.add("is-held");
  const timer = setTimeout(() => {
    letGo();
    button.dataset.heldAt = String(performance.now());
    button.dispatchEvent(new CustomEvent("held", { bubbles: true }));
  }, HOLD);
  held = { button, timer };
});
for (const name of ["pointerup", "pointercancel", "blur"]) window.addEventListener(name, letGo);
window.addEventListener("pointermove", (event) => {
  if (held && !held.button.contains(document.elementFromPoint(event.clientX, event.clientY))) letGo();
});
window.addEventListener("contextmenu", (event) => {
  if (event.target.closest?.("[data-hold]")) event.preventDefault(); // a long press on a phone
});

const presses = {
  // A short press, Enter or a screen reader's press asks; the press that ended a hold has already answered.
  "[data-hold]": (button, event) => {
    const answered = event.detail > 0 && performance.now() - Number(button.dataset.heldAt ?? -Infinity) < 5000;
    delete button.dataset.heldAt;
    if (!answered) document.getElementById(button.dataset.hold)?.showModal();
  },
  "[data-asks]": (button) => document.getElementById(button.dataset.asks)?.showModal(),
  "[data-copy]": async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("is-done");
    setTimeout(() => button.classList.remove("is-done"), 2000);
  },
  "[data-theme-switch]": () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  },
  ".skip": (link, event) => {
    event.preventDefault(); // with <base href="/"> the fragment alone would lead Home
    const main = document.getElementById("main");
    main?.focus();
    main?.scrollIntoView();
  },
};

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(presses)) {
    const element = event.target.closest?.(selector);
    if (element && !element.disabled) act(element, event);
  }
});
