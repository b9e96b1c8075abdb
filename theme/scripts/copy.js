/* Puts buttons to copy beside the permalink of each item of evidence, and under each text of a page that says how to
   cite; there also buttons to save what programs read, and the other formats of each item, made when they are wanted. */
import { citationsOf } from './citations.js';
import { button, fill, make, saveFile, unfold } from './dom.js';

const status = document.querySelector('[data-cite-status]') || besideEvidence();

/* The place of what is announced, below the evidence of a page; none on a page without any. */
function besideEvidence() {
  const place = make('p', 'cite-status');
  Object.assign(place, { role: 'status' }).dataset.citeStatus = '';
  const list = [...document.querySelectorAll('[data-permalinks]')].pop();
  list?.after(place);
  return list && place;
}

function say(words) {
  // A screen reader announces the same words again only if something else was there in between.
  status.textContent = '';
  setTimeout(() => { status.textContent = words; }, 50);
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/* Copies the text; `show` puts it before the reader where that cannot be: without a secure connection there is no
   clipboard, and a browser may allow none. */

async function copy(text, name, words, show) {
  try {
    await navigator.clipboard.writeText(text);
    say(fill(words.copied, { name }));
  } catch {
    show();
  }
}

function labelled(text, label, act) {
  const made = button('cite__button', text, act);
  made.setAttribute('aria-label', label);
  return made;
}

function addToText(pre, words) {
  const name = pre.parentElement.querySelector('h3').textContent;
  const show = () => {
    select(pre);
    say(words.failed);
  };
  const buttons = make('div', 'cite__buttons');
  buttons.append(labelled(words.copy, `${words.copy}: ${name}`, () => copy(pre.textContent, name, words, show)));
  const { file } = pre.dataset;
  if (file) {
    const label = fill(words.save, { file });
    buttons.append(labelled(label, label, () => saveFile(file, 'text/plain', `${pre.textContent}\n`)));
  }
  pre.parentElement.append(buttons);
}

function addButtons(place, words) {
  for (const pre of place.querySelectorAll('pre')) addToText(pre, words);
}

function addFormats(item, template, words) {
  const formats = make('details', 'cite__more', make('summary', '', template.dataset.citeMore));
  formats.addEventListener('toggle', () => {
    formats.append(citationsOf(item, template));
    addButtons(formats, words);
  }, { once: true });
  item.querySelector('.cite').append(formats);
}

function addToPermalink(link, words) {
  // The public address of the page, in the language of the records, or else the address of this copy of it.
  const page = document.querySelector('[hreflang="x-default"]') || document.querySelector('[rel="canonical"]');
  const address = page ? page.href + link.hash : link.href;
  const show = () => {
    status.textContent = address;
    select(status);
  };
  const name = link.getAttribute('aria-label');
  link.after(labelled(words.copy, `${words.copy}: ${name}`, () => copy(address, name, words, show)));
}

/* Opens what folds the place that the address leads to, and shows it where the buttons have moved it. */
function showTarget() {
  // Before the page is complete, no element is the target yet.
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  unfold(target);
  for (const fold of target.querySelectorAll(':scope[data-cite-item] > details')) fold.open = true;
  target.scrollIntoView({ behavior: 'instant' });
}

if (status) {
  for (const texts of document.querySelectorAll('[data-cite]')) {
    addButtons(texts, texts.dataset);
    const template = document.querySelector('[data-cite-more]');
    for (const item of texts.querySelectorAll('[data-cite-item]')) addFormats(item, template, texts.dataset);
  }
  for (const list of document.querySelectorAll('[data-permalinks]')) {
    for (const link of list.querySelectorAll('.evidence__link > a[href^="#"]')) addToPermalink(link, list.dataset);
  }
  addEventListener('hashchange', showTarget);
  showTarget();
}
