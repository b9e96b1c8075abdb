/* The elements and texts that several scripts make. Text of records only ever becomes text nodes. */

/**
 * An element with children; strings among them become text nodes.
 * @param {string} name
 * @param {string} className or '' for none
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */

export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * A button that is no part of a form.
 * @param {string} className
 * @param {string} text
 * @param {(event: MouseEvent) => void} act
 */
export function button(className, text, act) {
  const element = make('button', className, text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

/** A host as nobody opens it by mistake. @param {string} host */
export function defang(host) {
  return host.replaceAll('.', '[.]');
}

/** A host as pages print it. @param {string} host */
export function code(host) {
  const element = make('code', 'host', defang(host));
  element.dir = 'ltr';
  element.translate = false;
  return element;
}

/** The text with a value for each {name} that has one. @param {string} text @param {Record<string, string>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The language of the page. */
export const language = document.documentElement.lang;

/**
 * A number as the language of the page writes it. Small ones are written alike in all languages of the interface, and a
 * format of numbers takes a browser long to make: twenty milliseconds, on a slow one a hundred.
 * @param {number} number
 */
export function formatNumber(number) {
  return number < 1000 ? String(number) : number.toLocaleString(language);
}

/**
 * The address of a page of ours. From disk, a folder does not open.
 * @param {string} address
 * @param {string} [indexFile] which links name in this copy of the website
 */
export function page(address, indexFile) {
  return address.endsWith('/') ? address + (indexFile || (location.protocol === 'file:' ? 'index.html' : '')) : address;
}

/** Opens all that folds an element. @param {Element} element */
export function unfold(element) {
  for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
}

/** Gives the reader a file. @param {string} name @param {string} type @param {string} text */
export function saveFile(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
