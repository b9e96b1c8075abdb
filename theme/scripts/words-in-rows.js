/* Which rows of a list have words in their host or name. Nothing that is typed leaves the page. Pure. */
import { fold } from './normalise.js';

const DOT = /[[({]\s*(?:\.|dot)\s*[\])}]/g;
const BRACKET = /[[\](){}]/g;

/* A text as words are looked for in it: without case, marks and the brackets that hosts are printed with. */
function plain(text) {
  return fold(text).replace(DOT, '.').replace(BRACKET, '');
}

export class WordsInRows {
  constructor({ hosts, names }) {
    Object.assign(this, { hosts, names });
  }

  /* Tells of a row whether each of the words is in its host or its name, be it as a part of a word. */
  test(words) {
    const asked = plain(words).split(/\s+/).filter(Boolean);
    if (!asked.length) return () => true;
    this.texts = this.texts || this.hosts.map((host, row) => `${plain(host)} ${plain(this.names[row])}`);
    return (row) => asked.every((word) => this.texts[row].includes(word));
  }
}
