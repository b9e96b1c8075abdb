/* The citations of an item of evidence, made from the texts that the page has once for all its items. Python wrote those
   texts, with an element in the place of each part that differs: so both write the same, to the byte. */
import { fill } from './dom.js';

const COMMANDS = {
  '\\': '{\\textbackslash}', '{': '{\\textbraceleft}', '}': '{\\textbraceright}', '~': '{\\textasciitilde}', '^': '{\\textasciicircum}',
};
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
/* How a format writes what would mean something to it; the others take a part as it is. */
const ESCAPES = {
  bibtex: (text) => text.replace(/[\\{}~^%&#_$]/g, (character) => COMMANDS[character] ?? `\\${character}`),
  csl: (text) => JSON.stringify(text).slice(1, -1),
  html: (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]),
};

/* The parts of an item that differ from those of others; one that begins a sentence has a capital, and so has its name. */
function parts(item) {
  const marked = [...item.querySelectorAll('[data-part]')].map((element) => [element.dataset.part, element.textContent]);
  const { note, sentence } = Object.fromEntries(marked);
  return { id: item.id, note, Note: note.replace(/^./u, (first) => first.toUpperCase()), sentence };
}

/**
 * The rows of the other formats of an item of evidence.
 * @param {HTMLElement} item its section of the page
 * @param {HTMLTemplateElement} template
 * @returns {DocumentFragment}
 */
export function citationsOf(item, template) {
  const values = parts(item);
  const rows = document.importNode(template.content, true);
  for (const pre of rows.querySelectorAll('pre')) {
    const { format, file } = pre.dataset;
    const escape = ESCAPES[format] ?? String;
    for (const place of pre.querySelectorAll('[data-part]')) place.replaceWith(escape(values[place.dataset.part]));
    pre.normalize();
    if (file) pre.dataset.file = fill(file, values);
  }
  return rows;
}
