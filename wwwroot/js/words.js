// The words of the scripts, in the page's language: the server writes them into <template data-words …>, one for each part of the page.

/** The text of that name with the values in their places. */
export function say(name, ...values) {
  for (const { dataset } of document.querySelectorAll("template[data-words]"))
    if (name in dataset) return dataset[name].replace(/\{(\d)\}/g, (_, place) => String(values[place]));
  throw new Error(`No word '${name}'.`);
}
