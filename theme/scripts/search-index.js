/* An index in pieces, as masthead/search/index.py makes it: the pieces that a question needs become an index of lunr. */
import lunr from './lunr.slice.js';
import { frontDecoded } from './front-coding.js';
import { loadPiece, nameOf, placeOf } from './index-pieces.js';

const BOOSTS = { whole: 10, host: 6, name: 5, alias: 4, detail: 1, indicator: 10 };
const FIELDS = Object.keys(BOOSTS);
const SIGNS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const VALUES = [];
for (const [value, sign] of [...SIGNS].entries()) VALUES[sign.charCodeAt(0)] = value;
const LENGTH = 5, BITS = 30, SUM = 12;
const GROUP = /(\d*)([a-z])([-\w])(?:~([0-9a-f]{12})([-\w]))?/g;
// A beginning of words is followed into the next piece only while it has led to few of them.
const FEW = 20, MANY = 200, PIECES = 2;
const K1 = 1.2; // as lunr has it

function fieldsOf(mask) {
  return FIELDS.filter((_, bit) => mask >> bit & 1);
}

const FIELDS_OF = Array.from({ length: 1 << FIELDS.length }, (_, mask) => fieldsOf(mask));

function parsed(text) {
  const groups = Array.from(text.matchAll(GROUP), ([, count, kind, mask, list, bits]) => (
    { kind, number: Number(count || 1), mask: SIGNS.indexOf(mask), list, bits: bits ? SIGNS.indexOf(bits) : 0 }
  ));
  return { groups, length: LENGTH * countOf([{ groups: groups.filter(({ list }) => !list) }]) };
}

/* A piece of the words; only those that are asked for are decoded. */

class Piece {
  constructor([words, texts, ids]) {
    Object.assign(this, { words: frontDecoded(words), packedTexts: texts.split(','), ids });
    this.parsed = new Map(); // the same texts come again and again
  }

  /* The groups in the text, and for how many signs of ids. */
  parse(text) {
    const known = this.parsed.get(text);
    if (!known) this.parsed.set(text, parsed(text));
    return known || this.parse(text);
  }

  select(isMeant) {
    const places = [...this.words.keys()].filter((place) => isMeant(this.words[place]));
    let at = 0, from = 0;
    return places.map((place) => {
      for (; at < place; at += 1) from += this.parse(this.packedTexts[at]).length;
      return { word: this.words[place], groups: this.groups(place, from) };
    });
  }

  groups(place, from) {
    let at = from;
    return this.parse(this.packedTexts[place]).groups.map((group) => {
      const own = group.list ? 0 : group.number * LENGTH;
      at += own;
      return { ...group, ids: this.ids.slice(at - own, at) };
    });
  }
}

/* The number by which documents are divided into files: the checksum at the end of the id comes before its place in the
   alphabet, as in range_of in masthead/search/postings.py. */
export function numberOf(id) {
  let number = 0;
  for (let at = id.length - LENGTH; at < id.length; at += 1) number = number * 64 + VALUES[id.charCodeAt(at)];
  return number % 2 ** SUM * 2 ** (BITS - SUM) + (number >> SUM);
}

/* The first bits of that number, which name the piece. */
export function rangeOf(id, bits) {
  return (numberOf(id) >> BITS - bits).toString(16);
}

/* The group with no more ids than that, its first. */
export function atMost(group, most) {
  return { ...group, ids: group.ids.slice(0, most * LENGTH) };
}

/* Whether all documents of the group are known, and not only how many there are. */
export function isWhole({ number, ids }) {
  return ids.length === number * LENGTH;
}

export function idsOf({ kind, ids }) {
  const all = [];
  for (let at = 0; at < ids.length; at += LENGTH) all.push(kind + ids.slice(at, at + LENGTH));
  return all;
}

/* Those of the documents that are in the group. */
export function common(group, documents) {
  return idsOf(group).filter((id) => documents.has(id));
}

/* As lunr.Builder weighs a word that is once in a field whose length is not to count (b = 0), to the digit. */
function weight(rarity, field) {
  const score = rarity * (K1 + 1) / (K1 + 1) * BOOSTS[field];
  return Math.round(score * 1000) / 1000;
}

function rarityOf(groups, documents) {
  const number = groups.reduce((sum, group) => sum + group.number * FIELDS_OF[group.mask].length, 0);
  return Math.log(1 + Math.abs((documents - number + 0.5) / (number + 0.5)));
}

/* How many documents the words have, those counted again that have several. */
export function countOf(words) {
  return words.reduce((sum, { groups }) => sum + groups.reduce((own, { number }) => own + number, 0), 0);
}

function reversed(word) {
  return Array.from(word).reverse().join('');
}

function turned({ word, groups }) {
  return { word: reversed(word), groups };
}

/* Whether a word begins so, and more than the whole of it finds it: which is not so of a technical value. */
function beginsWith(prefix) {
  return (word) => word.startsWith(prefix) && !word.endsWith('!');
}

/* The word with two neighbours exchanged: of this error neither half is right when it is in the middle. */
function swap(letters, at) {
  return [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join('');
}

/* The letters of the same script with which some piece begins. */
function alphabetOf([letter], starts) {
  const block = letter.charCodeAt(0) >> 8;
  return [...new Set(starts.join(''))].filter((sign) => sign.charCodeAt(0) >> 8 === block && /\p{L}/u.test(sign));
}

/* Each word that may be meant by the letters, if there is an error behind that place, and how likely it is. */
function* meant(letters, from, alphabet) {
  const text = (...parts) => parts.flat().join('');
  yield [text(letters), 1];
  for (let at = from; at <= letters.length; at += 1) {
    const before = letters.slice(0, at), [own = '', next = '', ...after] = letters.slice(at);
    if (own) yield [text(before, next, after), 1];
    if (next) yield [text(before, next, own, after), 1];
    for (const other of alphabet) {
      yield [text(before, other, own, next, after), 1 / alphabet.length];
      if (own) yield [text(before, other, next, after), 1 / alphabet.length];
    }
  }
}

export class Index {
  constructor(folder, below = '') {
    this.folder = folder;
    this.below = below;
    this.decoded = new WeakMap();
  }

  open() {
    this.opened = this.opened || this.read('manifest').then(([starts, number, bits, all]) => {
      Object.assign(this, { number, bits, all });
      return frontDecoded(starts);
    });
    this.opened.catch(() => { this.opened = undefined; });
    return this.opened;
  }

  async read(path) {
    return this.all ? this.all[path] : loadPiece(this.folder, this.below + path);
  }

  async starts(tree) {
    const starts = await this.open();
    return tree ? frontDecoded((await this.read(`${tree}manifest`))[0]) : starts;
  }

  async piece(tree, start) {
    const value = await this.read(`${tree}terms/${nameOf(start)}`);
    if (!this.decoded.has(value)) this.decoded.set(value, new Piece(value));
    return this.decoded.get(value);
  }

  /* The words of the tree that begin so, in order, and whether there are more than were looked at. */
  async beginning(tree, prefix, { pieces = PIECES, few = FEW } = {}) {
    const starts = await this.starts(tree);
    const words = [];
    let at = placeOf(starts, prefix);
    for (let left = pieces; ; at += 1) {
      const piece = await this.piece(tree, starts[at]);
      words.push(...piece.select(beginsWith(prefix)));
      left -= 1;
      const goesOn = at + 1 < starts.length && starts[at + 1].startsWith(prefix);
      if (!goesOn || !left || words.length >= few) return { words, more: goesOn };
    }
  }

  /* That one word, if it is there. */
  async word(token) {
    const starts = await this.open();
    const piece = await this.piece('', starts[placeOf(starts, token)]);
    return piece.select((word) => word === token);
  }

  /* Those that begin with the token, as many as can be handled at once; if itself has enough documents, those beside it
     that need nothing more to be loaded. */
  async words(token, enough) {
    const [own] = await this.word(token);
    const isEnough = own && countOf([own]) >= enough;
    const { words, more } = await this.beginning('', token, isEnough ? { pieces: 1 } : {});
    const kept = isEnough ? words.filter(({ word, groups }) => word === token || groups.every(isWhole)) : words;
    return { words: kept.slice(0, MANY), more: more || kept.length < words.length || kept.length > MANY };
  }

  /* The words that begin with the letters up to there, from the pieces that are most likely to have the letters with one
     error after that place. */
  async near(tree, letters, from, pieces) {
    const starts = await this.starts(tree);
    const prefix = letters.slice(0, from).join('');
    const likely = new Map();
    const add = (place, share) => likely.set(place, (likely.get(place) || 0) + share);
    const last = placeOf(starts, `${prefix}\uffff`);
    for (let place = placeOf(starts, prefix); place <= last; place += 1) add(place, 0);
    for (const [word, share] of meant(letters, from, alphabetOf(letters, starts))) add(placeOf(starts, word), share);
    const chosen = [...likely].sort(([, one], [, other]) => other - one).slice(0, pieces).map(([place]) => starts[place]);
    const found = await Promise.all(chosen.map((start) => this.piece(tree, start)));
    return found.flatMap((piece) => piece.select(beginsWith(prefix)));
  }

  /* Those that may be the token with one error, or end with it: where it is, one half is right. */
  async similar(token, pieces = 3) {
    const letters = Array.from(token);
    const half = letters.length >> 1;
    const [head, tail, swapped] = await Promise.all([
      this.near('', letters, half, pieces),
      this.near('tails/', [...letters].reverse(), letters.length - half, pieces),
      this.word(swap(letters, half - 1)),
    ]);
    return [...head, ...tail.map(turned), ...swapped];
  }

  async ending(token) {
    const { words, more } = await this.beginning('tails/', reversed(token));
    return { words: words.slice(0, MANY).map(turned), more: more || words.length > MANY };
  }

  /* The part of a list that is too long for the piece of its word. */
  part({ list }, at) {
    return this.read(`lists/${list}-${at}`);
  }

  /* These words as an index of lunr, in which they have the weights that they have in that of all words; of all
     documents, or of those that are kept. */
  lunr(words, kept) {
    const vectors = new Map();
    const found = words.map(({ word, groups }) => [word, groups, groups.map((group) => kept ? common(group, kept) : idsOf(group))]);
    const ordered = [...new Map(found.filter(([, , ids]) => ids.some(({ length }) => length)).map((one) => [one[0], one])).values()]
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const invertedIndex = ordered.map(([word, groups, ids], place) => {
      const posting = Object.fromEntries([['_index', place], ...FIELDS.map((field) => [field, {}])]);
      const rarity = rarityOf(groups, this.number);
      for (const [at, { mask }] of groups.entries()) {
        for (const field of FIELDS_OF[mask]) {
          const score = weight(rarity, field);
          for (const id of ids[at]) {
            posting[field][id] = {};
            const ref = `${field}/${id}`;
            const vector = vectors.get(ref);
            if (vector) vector.push(place, score);
            else vectors.set(ref, [place, score]);
          }
        }
      }
      return [word, posting];
    });
    return lunr.Index.load({ version: lunr.version, fields: FIELDS, fieldVectors: [...vectors], invertedIndex, pipeline: [] });
  }

  /* The parts of the document that a result shows. */
  async document(id) {
    return (await this.read(`documents/${rangeOf(id, this.bits)}`))[id];
  }
}
