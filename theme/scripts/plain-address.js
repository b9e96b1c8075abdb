/* Most of what is pasted is one plain address or host, or a name: these are read at once, and to the same result as by
   host-in-text.js, which is loaded for all else. tests/browser/test_host_in_text_scripts.py compares the two. */

// Without a prefix for telephones, a hyphen before further labels, an ending that files have, or anything inside; below
// another host, only with an ending that the reader of texts takes for one too.
const LABEL = '[a-z0-9]+(?:-[a-z0-9]+)*';
const ENDING = '(?:com|org|net|info|news|live|life|site|pro|top|(?!js|gz)[a-z]{2})';
const PLAIN = new RegExp('^(?!.*(?:[^./]{64}|aHR0c|3a__))(?:https?://)?((?:www\\.)?' +
  `((?!(?:www\\d*|m|amp|mobile|wap)\\.)(?:(?:[a-z0-9]+\\.)?${LABEL}\\.${ENDING}|${LABEL}\\.(?:ltd|work|[a-z]{5,})))` +
  '((?:/[\\w/-]*(?:\\.html?|\\.php)?)?(?:[?#][\\w/=&#+-]*)?))(?<=[a-z0-9/])$', 'i');
// No address is without one of these: a dot, however it is spelt, an escape, or a colon.
const SIGNS = /[.:;%[({·。｡﹒！-～\u00ad\u200b-\u206f\ufeff]|dot|point|punkt|p[ou]nto/i;

/** The addresses that host-in-text.js finds in a text, or undefined if this takes that reader. @param {string} text */
export function findPlain(text) {
  const [, address, host, rest] = PLAIN.exec(text) || [];
  if (host && !/\.[A-Z]/.test(host)) return [{ host: host.toLowerCase(), hosts: [host.toLowerCase()], address, grade: 2, inside: [], holds: 0, below: rest.length > 1 }];
  return SIGNS.test(text) ? undefined : [];
}
