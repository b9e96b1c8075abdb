/* The results for a typed text, in the order that a person expects. */
import { atMost, common as commonOf, countOf, idsOf, isWhole, numberOf, rangeOf } from './search-index.js';
import { exact, isUnspaced, tokens, typedHost, whole } from './normalise.js';

// The letters with which ids begin, in the order of results that are equally good.
const KINDS = { v: 'value', o: 'outlet', f: 'firm', c: 'campaign', s: 'source', n: 'country', t: 'technique', e: 'evidence' };
const ORDER = Object.keys(KINDS).join('');
// Ranks, the best first; one more where only details match.
const HOST = -2, NAME = -1, EXACT = 0, PREFIX = 2, INSIDE = 4, TYPO = 6;
const TYPED = /^[\p{L}\p{M}]{4,}$/u;
export const LONGEST = 200;
const LONGEST_NAME = 100, TOKENS = 12, LABELS = 6;
const FIELD_BITS = { whole: 1, host: 2, detail: 16, indicator: 32 };
// So many parts of long lists are looked into at once, besides the first of the rarest word.
const PARTS = 4;
// So many times twice as many, while nothing is found.
const DEEPER = 3;
// With so many documents for each depth a word fills what is shown; those that begin with it come after and can wait.
const ENOUGH = 100;
// In an index of fewer documents, all are counted.
const SMALL = 500;
const END = 2 ** 30;

/* No other token has a dot. */

function isHost(token) {
  return token.includes('.');
}

/* bbc, of news.bbc.co.uk */
function nameOf(host) {
  return host.replace(/(\.(ac|com?|edu|gob?|gov|net?|org?))?\.[^.]+$/, '').split('.').pop();
}

/* One letter means little; one sign of a script without spaces means much. */
export function tells(token) {
  return token.length > 1 || isUnspaced(token);
}

/* Whether an error of typing is looked for; masthead/search/encoding.py has the same in is_typed. */
function isTyped(token) {
  return TYPED.test(token) && !isUnspaced(token);
}

function read(text) {
  const all = [...new Set(text.split(/\s+/u).flatMap((word) => typedHost(word) || tokens(word)))];
  return (all.some(tells) ? all.filter(tells) : all).slice(0, TOKENS);
}

function isLong({ list }) {
  return list;
}

function longGroups(words) {
  return words.flatMap(({ groups }) => groups.filter(isLong));
}

function inField(words, bit) {
  return words.filter(({ groups }) => groups.some(({ mask }) => mask & bit));
}

/* The parts of a long list that hold its ids up to the end. */
function partsUntil({ bits }, end) {
  return Array.from({ length: Math.ceil(end / 2 ** (30 - bits)) }, (_, at) => at.toString(16));
}

/* The words of the index that match one token of the question. */
class Asked {
  constructor(token, words, patterns, best = EXACT, more = false) {
    Object.assign(this, { token, words, patterns, best, more });
  }

  get count() {
    return countOf(this.words);
  }

  rank(metadata) {
    return Math.min(...Object.keys(metadata).map((word) => {
      const fields = Object.keys(metadata[word]);
      if (word !== this.token) return (word.startsWith(this.token) ? PREFIX : word.endsWith(this.token) ? INSIDE : TYPO) + isDetail(fields);
      return this.best + (isDetail(fields) || (isHost(this.token) && !fields.includes('host')));
    }));
  }

  /* The matches in the index, by document: a better pattern before the next. */
  answers(index) {
    const found = new Map();
    for (const [pattern, options] of this.patterns) {
      for (const { ref, score, matchData: { metadata } } of index.query((query) => {
        query.term(pattern, { usePipeline: false, ...options });
      })) {
        if (found.has(ref)) continue;
        const terms = Object.keys(metadata).filter((word) => !word.includes(this.token));
        found.set(ref, { ref, score, rank: this.rank(metadata), terms });
      }
    }
    return found;
  }
}

function byRarity(asked) {
  return [...asked].sort((a, b) => a.count - b.count);
}

function groupsOf({ words }) {
  return words.flatMap(({ groups }) => groups);
}

/* The documents that have one of the words: exact matches before others, and names before details; else from A to Z, or in
   another order. */
function bestFirst({ token, words }, order) {
  const all = words.flatMap(({ word, groups }) => groups.map((group) => [2 * (word !== token) + (group.mask === FIELD_BITS.detail), group]));
  return [0, 1, 2, 3].flatMap((rank) => all.flatMap(([own, group]) => (own === rank ? idsOf(group) : [])).sort(order));
}

/* The documents that have a word of each. */
function common(asked) {
  const [rarest, ...others] = byRarity(asked).map(groupsOf);
  return others.reduce((ids, groups) => new Set(groups.flatMap((group) => commonOf(group, ids))), new Set(rarest.flatMap(idsOf)));
}

function isDetail(fields) {
  return fields.every((field) => field === 'detail');
}

/* How many documents of each kind the words have, or undefined if that takes more than was loaded. */
function countsOf(words) {
  const groups = words.flatMap((word) => word.groups);
  const counts = {};
  if (words.length === 1) {
    for (const { kind, number } of groups) counts[kind] = (counts[kind] || 0) + number; // each is in one group of a word
    return counts;
  }
  if (!groups.every(isWhole)) return undefined;
  for (const [kind] of new Set(groups.flatMap(idsOf))) counts[kind] = (counts[kind] || 0) + 1;
  return counts;
}

export class Question {
  constructor(index, text, { depth = 1, strict = false } = {}) {
    Object.assign(this, { index, text, depth, strict, words: new Map() });
    this.tokens = read(text);
    this.hosts = this.tokens.filter(isHost);
    this.enough = index.number < SMALL || this.tokens.length > 1 ? Infinity : ENOUGH * depth;
    // Claims that have the one word are all equally good.
    this.most = strict ? this.enough : Infinity;
    this.counts = undefined; // how many results of each kind there are in all, where not all were looked at
    this.more = false; // whether there may be more results than are counted
    this.cut = false; // whether they are further down in lists that are known
  }

  async word(token) {
    const beginning = tells(token);
    const { words, more } = beginning ? await this.index.words(token, this.enough) : { words: await this.index.word(token) };
    if (!words.length && isTyped(token) && !this.strict) return this.similar(token);
    return new Asked(token, this.own(words), [[beginning ? `${token}*` : token]], EXACT, more);
  }

  async similar(token) {
    const near = ({ word }) => Math.abs(word.length - token.length) < 2 || word.endsWith(token);
    const words = (await this.index.similar(token)).filter(near);
    return new Asked(token, this.own(words), [[`*${token}`, { fields: ['host'] }], [token, { editDistance: 1 }]]);
  }

  /* m.romajournal.org is part of romajournal.org. After what has the host comes what only names it. */
  async host(host) {
    for (let name = host, left = LABELS; isHost(name) && left; name = name.slice(name.indexOf('.') + 1), left -= 1) {
      const words = await this.index.word(name);
      const rank = name === host ? HOST : NAME;
      if (inField(words, FIELD_BITS.host).length) return new Asked(name, this.own(words), [[name, { fields: ['host'] }], [name]], rank);
    }
    return this.word(host);
  }

  ask(tokens) {
    return Promise.all(tokens.map((token) => (isHost(token) ? this.host(token) : this.word(token))));
  }

  /* Fetches the parts of long lists that decide which documents up to some id answer; returns the number of that id. */
  async fill(asked) {
    const [rarest, ...others] = byRarity(asked);
    const long = longGroups(rarest.words);
    const end = Math.min(END, ...long.map(({ bits }) => this.depth * END / 2 ** bits));
    await Promise.all(long.flatMap((group) => partsUntil(group, end).map((at) => this.load(group, at))));
    const whole = await this.fillFor(rarest, longGroups(others.flatMap(({ words }) => words)), end);
    this.cut = this.cut || end < END || !whole;
    this.more = this.more || asked.some(({ more }) => more);
    return end;
  }

  /* The same of the lists of further words, of which only those parts matter where documents of the rarest may be;
     returns whether these are all there. */
  async fillFor(rarest, groups, end) {
    const parts = new Map();
    let whole = true;
    for (const id of groups.length ? bestFirst(rarest, (a, b) => numberOf(a) - numberOf(b)).filter((one) => numberOf(one) < end) : []) {
      const needed = groups.filter(({ kind }) => kind === id[0]).map((group) => [group, rangeOf(id, group.bits)]);
      const further = needed.filter(([group, at]) => !parts.has(group.list + at));
      if (parts.size + further.length > Math.max(PARTS * this.depth, groups.length)) {
        whole = false;
        break;
      }
      further.forEach(([group, at]) => parts.set(group.list + at, [group, at]));
    }
    await Promise.all([...parts.values()].map(([group, at]) => this.load(group, at)));
    return whole;
  }

  async load(group, at) {
    const part = await this.index.part(group, at);
    group.parts.set(at, part);
    group.ids = [...group.parts.values()].join('');
  }

  /* The words with lists of their own, which this question fills when it needs them. */
  own(words) {
    return words.map((word) => {
      if (!this.words.has(word.word)) {
        const groups = word.groups.map((group) => ({ ...atMost(group, this.most), parts: new Map() }));
        this.cut = this.cut || groups.some((group, at) => group.ids.length < word.groups[at].ids.length);
        this.words.set(word.word, { ...word, groups });
      }
      return this.words.get(word.word);
    });
  }

  /* The matches for all of the tokens, or for any of them, by document. */
  async join(tokens, all = true) {
    const { depth } = this;
    const asked = await this.ask(tokens);
    let joined = await this.joinAsked(asked, all);
    // The document that is meant may be anywhere in a long list.
    for (let left = DEEPER; all && !joined.size && this.cut && left; left -= 1) {
      Object.assign(this, { depth: 2 * this.depth, cut: false, more: false });
      joined = await this.joinAsked(asked, all);
    }
    if (!joined.size) this.depth = depth; // the next question starts from the beginning
    return joined;
  }

  async joinAsked(asked, all) {
    const joined = new Map();
    if (!asked.length || (all && asked.some(({ words }) => !words.length))) return joined;
    const ends = await Promise.all(all ? [this.fill(asked)] : asked.map((one) => this.fill([one])));
    // A document that matches all words is right wherever it is; the number of matching words is known only up to `end`.
    const end = all ? END : Math.min(...ends);
    const kept = asked.length > 1 ? all && common(asked) : this.best(asked[0]);
    this.count(asked);
    const index = this.index.lunr(asked.flatMap(({ words }) => words), kept);
    for (const one of asked) add(joined, one.answers(index), end);
    joined.forEach(({ hits }, ref) => all && hits < asked.length && joined.delete(ref));
    return joined;
  }

  /* The best documents if there are more than needed; undefined if all will do. */
  best(one) {
    if (one.count <= this.enough) return undefined;
    this.cut = true;
    return new Set([...new Set(bestFirst(one))].slice(0, this.enough));
  }

  /* The number of results, if not all are looked at: it is known of a single token, all of whose words are right. */
  count(asked) {
    const [{ token, words }] = asked;
    const isKnown = asked.length === 1 && words.every(({ word }) => word.startsWith(token));
    this.counts = this.cut && isKnown ? countsOf(words) : undefined;
    this.more = this.more || (this.cut && !this.counts);
  }

  /* The same with the words that end with the token, which are only counted. */
  async countEnding(token) {
    const { words, more } = await this.index.ending(token);
    const known = [...this.words.values()].filter(({ word }) => word.startsWith(token));
    const further = inField(words, FIELD_BITS.host).filter(({ word }) => !word.startsWith(token));
    this.counts = countsOf([...known, ...further]);
    this.more = more || !this.counts;
  }

  /* The documents with exactly this name, or found only by the whole text. */
  async named() {
    const found = new Map();
    for (const [field, name] of [['whole', whole(this.text)], ['indicator', exact(this.text)]]) {
      if (!name || name.length > LONGEST_NAME) continue;
      const words = await this.index.word(name);
      if (!inField(words, FIELD_BITS[field]).length) continue;
      const asked = new Asked(name, this.own(words), [[name, { fields: [field] }]], NAME);
      const groups = groupsOf(asked).filter(({ mask }) => mask & FIELD_BITS[field]);
      const end = await this.fill([{ words: [{ groups }] }]); // a long list of what has it as a detail does not matter
      this.more = this.more || end < END || (field === 'indicator' && this.cut);
      const kept = new Set(groups.flatMap(idsOf));
      add(found, asked.answers(this.index.lunr(asked.words, kept)), end);
    }
    return found;
  }

  /* Adds to what was found the words that end with the token. */
  async ending(token, found) {
    const words = inField((await this.index.ending(token)).words, FIELD_BITS.host);
    const inside = await this.joinAsked([new Asked(token, this.own(words), [[`*${token}`, { fields: ['host'] }]])], true);
    return new Map([...inside, ...found]);
  }

  async addNamed(found) {
    const hits = this.tokens.length;
    (await this.named()).forEach((match, ref) => {
      const { rank } = found.get(ref) || match;
      found.set(ref, { ...match, hits, rank: Math.min(rank, NAME) });
    });
    return found;
  }
}

function add(joined, answers, end) {
  answers.forEach((match, ref) => {
    if (numberOf(ref) >= end) return;
    const other = joined.get(ref) || { hits: 0, score: 0, rank: HOST, terms: [] };
    joined.set(ref, {
      ...match, hits: other.hits + 1, score: other.score + match.score,
      rank: Math.max(other.rank, match.rank), terms: other.terms.concat(match.terms),
    });
  });
}

function isNear(found, rank) {
  return [...found.values()].every((match) => match.rank >= rank);
}

/* The matches for all words, or else for the host; failing that, for its labels or name, or for any word. Yields better and better. */
export async function* answers(question) {
  const { tokens, hosts } = question;
  if (tokens.length > 1 && !hosts.length) {
    const named = await question.addNamed(new Map());
    if (named.size) yield { near: false, matches: named };
  }
  let found = await question.addNamed(await question.join(tokens));
  if (!found.size) found = await question.join(hosts);
  // Another host is only near a host, and a misspelling is only near a word.
  const near = isNear(found, hosts.length ? PREFIX : TYPO);
  const labels = (words) => question.join(read(words.join(' ').replace(/\./g, ' ')));
  if (!found.size && hosts.length) found = await labels(tokens);
  if (!found.size) found = hosts.length ? await labels(hosts.map(nameOf)) : await question.join(tokens, false);
  const [token, ...others] = tokens;
  const mayBeInside = !others.length && !near && isTyped(token);
  const enough = mayBeInside && found.size >= question.enough;
  const isCounted = enough && question.counts && !question.more;
  question.more = question.more || enough;
  yield { near, matches: found };
  if (isCounted) {
    await question.countEnding(token);
    yield { near, matches: found };
  }
  if (!mayBeInside || enough) return;
  // Words that end with the typed text can wait until something is shown.
  const inside = await question.ending(token, found);
  if (inside.size > found.size) yield { near, matches: inside };
}

/* Equally good ones from A to Z: by their ids, or precisely once the documents are known. */
export function inOrder(matches) {
  const address = ({ document, ref }) => (document || { ref }).ref;
  return [...matches.values()].sort((a, b) => (
    b.hits - a.hits || a.rank - b.rank || ORDER.indexOf(a.ref[0]) - ORDER.indexOf(b.ref[0]) || b.score - a.score || (address(a) < address(b) ? -1 : 1)
  ));
}

/* The best, as many as the limit, by kind; of those not looked at yet only the number. */
export function grouped(matches, shown, counts) {
  return [...new Set(shown.map(({ ref }) => ref[0]))].map((letter) => {
    const isKind = ({ ref }) => ref[0] === letter;
    return { kind: KINDS[letter], total: counts ? counts[letter] : matches.filter(isKind).length, results: shown.filter(isKind) };
  });
}
