/* The box on top of every page: addresses go to the look-up, names to the search, both behind #, where they stay in the browser. */

import { spaceLines } from './pasted-lines.js';

const ADDRESS = /[.。．｡]|:\/\/|\bdot\b/i;
const form = document.querySelector('form[data-header-lookup]');

// The fields of this website have no name, so that a form whose script is missing sends nothing.
if (form) spaceLines(form.elements[0]);
form?.addEventListener('submit', (event) => {
  const text = form.elements[0].value.trim();
  if (!text) return;
  event.preventDefault();
  const [page, asked] = ADDRESS.test(text) ? [form.action, { u: text }] : [form.dataset.headerLookup, { q: text }];
  location.assign(`${page}#${new URLSearchParams(asked)}`);
});
