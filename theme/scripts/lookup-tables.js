/* The tables of the look-up: which host has which answer. */
import { frontDecoded } from './front-coding.js';
import { loadPiece, nameOf, placeOf } from './index-pieces.js';

const DECODED = 500; // pieces
export const LISTED = 0, PART = 1, SHARED = 6;
const HIDDEN = 2; // from here on, an address on a shared host may not say where it leads

function upwards(host) {
  return host.split('.').reverse().join();
}

/* Keys are decoded once, though many addresses are looked up among them. */
const known = new Map();
function decoded(keys) {
  if (known.size > DECODED) known.clear();
  if (!known.has(keys)) known.set(keys, frontDecoded(keys));
  return known.get(keys);
}

export class Tables {
  /* Answers in another language than the first of the website are in a folder of their own. */
  constructor({ tables, answers = tables }) {
    this.folder = tables;
    this.answers = answers;
  }

  /* Name and value of the piece of a table that would have the key. */
  async piece(table, key) {
    const [levels, first] = (await loadPiece(this.folder, 'root'))[table];
    let starts = first;
    for (let level = levels; ; level -= 1) {
      const known = decoded(starts);
      const name = nameOf(known[placeOf(known, key)]);
      const value = await loadPiece(this.folder, `${table}/${level}/${name}`);
      if (!level) return [name, value];
      starts = value;
    }
  }

  /* The answer for a host, or for the nearest host above it. */
  async row(host) {
    const key = upwards(host);
    const [name, [keys, starts]] = await this.piece('hosts', key);
    const known = decoded(keys);
    for (let at = key; at.includes(','); at = at.slice(0, at.lastIndexOf(','))) {
      const place = known.indexOf(at);
      if (place < 0) continue;
      const number = starts.filter((start) => start <= place).length - 1;
      const answers = await loadPiece(this.answers, `answers/${name}-${number}`);
      return { host, at: at.split(',').reverse().join('.'), own: at === key, values: answers[place - starts[number]] };
    }
    return undefined;
  }

  /* An address that was found in a text, with the answer for the first of its hosts that has one of its own. */
  async known(found) {
    let values = {};
    for (const host of found.hosts) {
      values = await this.row(host) || values;
      if (values.own) break;
    }
    const [kind, leads] = values.values || [];
    return { ...found, ...values, hidden: kind === SHARED && leads >= HIDDEN && found.below && found.holds < leads - 1 };
  }
}
