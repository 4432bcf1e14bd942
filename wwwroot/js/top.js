// Whether a reader is at the top of the page and does nothing in the list: only then may something new appear by itself.
export function isAtTop(id) {
  const list = document.getElementById(id);
  return window.scrollY < 40 && !list?.contains(document.activeElement);
}
