// Looks every few seconds whether Portal can be reached again, and then loads the page that was wanted.
async function look() {
  const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

addEventListener("online", look);
document.getElementById("again").addEventListener("click", look);
setInterval(look, 3000);
