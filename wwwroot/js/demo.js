// Ctrl+. opens and shuts 'Trying it out'. The rest of the panel is the server's.
let before = null;

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || event.key !== ".") return;
  const button = document.querySelector("[data-demo-switch]");
  if (!button) return;
  event.preventDefault();
  const opens = button.getAttribute("aria-expanded") !== "true";
  if (opens) before = document.activeElement;
  button.click();
  if (!opens) before?.focus?.(); // back to where the person was
});
