/* From a typed text to the results that a page shows, step by step as they are known. */
import { Index } from './search-index.js';
import { tokens } from './normalise.js';
import { LONGEST, Question, answers, grouped, inOrder, tells } from './ranking.js';

const indexes = new Map();
const CLAIMS = 4; // so many results for one claim of evidence
let isOpen = false;

/** Whether an index is loaded, so that the page need not say “Loading”. */

export function isReady() {
  return isOpen;
}

function indexAt(folder, below) {
  const key = folder + below;
  if (!indexes.has(key)) indexes.set(key, new Index(folder, below));
  return indexes.get(key);
}

/* Lets the page show what it has. */
function aMoment() {
  return new Promise((resolve) => { setTimeout(resolve); });
}

/* The results whose documents are loaded: first the best one alone, then all. */
async function* shown(index, matches) {
  const look = (some) => Promise.all(some.map(async (match) => ({ ...match, document: await index.document(match.ref) })));
  const [best, ...others] = matches;
  const first = await look(best ? [best] : []);
  if (others.length) {
    yield first;
    await aMoment();
  }
  yield [...first, ...inOrder(await look(others))];
}

function totalOf({ counts }, matches) {
  return counts ? Object.values(counts).reduce((sum, number) => sum + number) : matches.length;
}

async function* stages(question, index, terms, limit) {
  for await (const { near, matches } of answers(question)) {
    const ordered = inOrder(matches);
    for await (const results of shown(index, ordered.slice(0, limit))) {
      const { more, cut, counts } = question;
      yield { total: totalOf(question, ordered), more, cut, near, terms, groups: grouped(ordered, results, counts) };
    }
  }
}

/* The evidence that has all of the words. */
async function evidence(folder, text, limit, depth) {
  const index = indexAt(folder, 'evidence/');
  await index.open();
  const question = new Question(index, text, { depth, strict: true });
  const ordered = inOrder(await question.join(question.tokens));
  const results = [];
  for await (const some of shown(index, ordered.slice(0, limit))) results.splice(0, Infinity, ...some);
  const { more, cut, counts } = question;
  return { total: totalOf(question, ordered), more, cut, groups: grouped(ordered, results, counts) };
}

/* Evidence comes last, but before what only comes near. */
function together(found, further) {
  const groups = found.near ? [further.groups, found.groups] : [found.groups, further.groups];
  return {
    ...found, total: found.total + further.total, more: found.more || further.more, cut: found.cut || further.cut,
    groups: groups.flat(),
  };
}

/* Yields what is found, better and better, the last time `done`; nothing if too little is typed to look for. */
export async function* find(folder, typed, { limit = Infinity, claims = false } = {}) {
  const text = Array.from(typed).slice(0, LONGEST).join('');
  const terms = tokens(text);
  if (terms.length < 2 && !terms.some(tells)) return;
  const index = indexAt(folder, '');
  await index.open();
  isOpen = true;
  const depth = Number.isFinite(limit) ? Math.ceil(limit / 100) : Infinity;
  let found;
  for await (found of stages(new Question(index, text, { depth }), index, terms, limit)) yield { ...found, done: false };
  // Claims come after all that is meant, so they wait until that is shown.
  if (claims && (found.near || found.total <= limit)) found = together(found, await evidence(folder, text, Math.ceil(limit / CLAIMS), depth));
  yield { ...found, done: true };
}
