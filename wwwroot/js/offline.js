// In the browser's language where the page has it: nobody else can say which one it is.
const spoken = document.querySelector(`div[lang="${navigator.language.slice(0, 2)}"][data-title]`);
if (spoken) {
  for (const other of document.querySelectorAll("div[lang]")) other.hidden = other !== spoken;
  document.documentElement.lang = spoken.lang;
  document.title = spoken.dataset.title;
}

// Looks every few seconds whether Portal can be reached again, and then loads the page that was wanted.
async function look() {
  const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

addEventListener("online", look);
for (const button of document.querySelectorAll("[data-again]")) button.addEventListener("click", look);
setInterval(look, 3000);
