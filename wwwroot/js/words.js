// The words of the scripts, in the page's language: the server writes them into <template data-words …>, one for each part of the page.

/** The text of that name with the value in its place. */
export function say(name, value) {
  for (const { dataset } of document.querySelectorAll("template[data-words]"))
    if (name in dataset) return dataset[name].replace("{0}", () => String(value));
  throw new Error(`No word '${name}'.`);
}
