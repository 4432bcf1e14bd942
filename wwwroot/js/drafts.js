// What somebody types into a form with data-draft="name" is kept in this tab until it is sent: a page that has to be loaded anew, because
// the portal was started again or the phone slept, gives it back. Nothing secret is kept, and nothing outlives signing in or out.

const PREFIX = "draft:";
const met = new WeakSet();
const typed = new WeakSet();

const isKept = (field) => field.id && !["password", "file", "hidden"].includes(field.type);
const read = (form) => JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.draft)) ?? {};
const isCheck = (field) => field.type === "checkbox" || field.type === "radio";

function forget() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function keep({ target: field }) {
  const form = field.form?.closest("[data-draft]");
  if (!form || !isKept(field)) return;
  typed.add(field);
  const value = isCheck(field) ? field.checked : field.value;
  sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ ...read(form), [field.id]: value }));
}

function giveBack(form) {
  for (const [id, value] of Object.entries(read(form))) {
    const field = form.elements.namedItem(id);
    if (!(field instanceof HTMLElement) || !isKept(field) || typed.has(field)) continue;
    const name = isCheck(field) ? "checked" : "value";
    if (field[name] === value) continue;
    field[name] = value;
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  }
}

// A form is met when the page hears the portal: before that, nobody would hear what was given back.
function look() {
  if (document.getElementById("main")?.dataset.hears === undefined) return;
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (met.has(form)) continue;
    met.add(form);
    giveBack(form);
  }
}

document.addEventListener("input", keep);
document.addEventListener("change", keep);
document.addEventListener("submit", ({ target: form }) => {
  if (form.dataset.draft) sessionStorage.removeItem(PREFIX + form.dataset.draft);
  if (form.getAttribute("action") === "/sign-out") forget();
});
if (location.pathname === "/sign-in") forget();
else setInterval(look, 300);
