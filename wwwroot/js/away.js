// Where this tab had got to when it could no longer hear Portal. It outlives the page: what cannot be mended is loaded anew.

const KEY = "away";

/** Called when the page goes 'not live': remembers the newest entry that it knew, and when; the first moment counts. */
export function leave() {
  const position = Number.parseInt(document.querySelector("[data-news]")?.dataset.news, 10);
  if (position >= 0 && !sessionStorage.getItem(KEY)) sessionStorage.setItem(KEY, JSON.stringify({ position, at: Date.now() }));
}

/** What was remembered, once; null when nothing was missed. */
export function take() {
  const mark = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  return mark;
}

/** Nothing was missed: the page heard Portal all the time. */
export function forget() {
  sessionStorage.removeItem(KEY);
}
