// Passkeys: a button with data-passkey asks the portal what is to be signed, the browser for the signature, and sends that as a form.
// With data-makes a new passkey is made, otherwise one is shown. What went wrong stands in the data-passkey-said beside the button.

import { say as words } from "./words.js";

const KEPT = "InvalidStateError"; // the device has a passkey for this account already
const LEFT = ["NotAllowedError", "AbortError"]; // the person closed the browser's question, or let it time out

const token = () => document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "";

async function ask(action) {
  const answer = await fetch(`${action}/options`, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: token() }) });
  if (answer.ok) return answer.json();
  if (answer.status === 403) location.assign(`/confirm?returnUrl=${encodeURIComponent(location.pathname)}`);
  throw new Error(words(answer.status === 400 ? "formTooOld" : "noAnswer"));
}

async function sign(button, options) {
  if ("makes" in button.dataset)
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function send(button, credential) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = button.dataset.passkey;
  const fields = { __RequestVerificationToken: token(), credential: JSON.stringify(credential), returnUrl: button.dataset.return ?? "" };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function say(button, sentence) {
  const said = button.parentElement.querySelector("[data-passkey-said]");
  said.hidden = !sentence;
  said.textContent = sentence ?? "";
}

function sentenceFor(error) {
  if (LEFT.includes(error.name)) return words("nothingShown");
  if (error.name === KEPT) return words("passkeyKept");
  return error.message;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-passkey]");
  if (!button || button.disabled) return;
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    say(button, words("noPasskeys"));
    return;
  }
  say(button, null);
  button.disabled = true;
  try {
    send(button, await sign(button, await ask(button.dataset.passkey)));
  } catch (error) {
    say(button, sentenceFor(error));
  } finally {
    button.disabled = false;
  }
});
