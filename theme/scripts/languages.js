/* Offers the page in the language that the reader prefers: one line with a link, which the reader may send away for good.
   Nothing is ever opened by itself, and nothing is sent. */
import { button, make } from './dom.js';
import { loadPiece } from './index-pieces.js';

const DISMISSED = 'masthead-language-offer';
const { src, previousElementSibling: list } = document.currentScript; // the links to the page in other languages

/* A language with its script: zh-TW and zh-Hant are the same to readers. */
function writing(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return '';
  }
}

/* The link to the page in the first language of the reader that the website has; none if the page is in it. */
function preferred() {
  const here = writing(document.documentElement.lang);
  const links = new Map([...list.querySelectorAll('a')].map((link) => [writing(link.lang), link]));
  const first = navigator.languages.map(writing).find((language) => language === here || links.has(language));
  return links.get(first);
}

function isDismissed() {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return false; // some browsers forbid it from disk
  }
}

async function offer(link) {
  const { offer: text, dismiss } = await loadPiece(new URL('../../offers/', src).href, link.lang);
  const line = make('p', 'language-offer', `${text} `, link.cloneNode(true), ' ', button('language-offer__button', dismiss, () => {
    line.remove();
    try {
      localStorage.setItem(DISMISSED, '');
    } catch {
      // It is offered again on the next page.
    }
  }));
  Object.assign(line, { lang: link.lang, dir: 'auto' });
  document.querySelector('.header').append(line);
}

const link = !isDismissed() && preferred();
if (link) offer(link).catch(() => {}); // the links in the foot stay
