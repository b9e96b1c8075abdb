/* The search in another language than the first of the website: the index is there once, and a small table has the words
   of its results. It replaces the engine that every other page loads, and has the same results. */
import { handOver, loadBundle } from './load-bundle.js';
import { formatNumber, language } from './dom.js';

/* A date in the precision that it has, as masthead/edition/localisation.py words it. */
function dated(date) {
  const [year, month, day = 1] = date.split('-');
  if (!month) return year;
  const style = date.length > 7 ? { dateStyle: 'long' } : { year: 'numeric', month: 'long' };
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(language, { ...style, timeZone: 'UTC' });
}

function counted(number, forms) {
  const form = forms[new Intl.PluralRules(language).select(number)] || forms.other;
  return form.replace('%(num)s', formatNumber(number));
}

const SUBTITLES = {
  outlet: ({ facets: [code] }, words) => code.split('|')[0].split(',').map((one) => one !== 'ZZ' && words.countries[one]).filter(Boolean).join(', '),
  firm: ({ parts: { native } = {} }) => native,
  country: ({ parts }, words) => counted(parts.sites, words.sites),
  campaign: ({ parts: { sites = 0 } = {} }, words) => counted(sites, words.sites),
  source: ({ parts: { publisher, date } }) => [publisher, date && dated(date)].filter(Boolean).join(', '),
};

/* The words of a result in the language of the page. Claims are in that of the records; the business of a firm, which is too, is left out. */
function worded(kind, found, words) {
  const { country, state } = found.parts || {};
  return {
    ...found,
    title: country ? words.countries[country] : found.title,
    lang: kind === 'evidence' ? words.records : found.lang,
    subtitle: SUBTITLES[kind] ? SUBTITLES[kind](found, words) : found.subtitle,
    note: state ? words.states[state] : found.note,
  };
}

const done = new WeakMap(); // groups stay the same values while they are, by which the search box knows them

function wordedGroups(groups, words) {
  const resultsOf = ({ kind, results }) => results.map((result) => ({ ...result, document: worded(kind, result.document, words) }));
  if (!done.has(groups)) done.set(groups, groups.map((group) => ({ ...group, results: resultsOf(group) })));
  return done.get(groups);
}

/** The results, as search-index.js finds them. @param {string} folder of the index @param {...any} asked */
async function* find(folder, ...asked) {
  const given = await engine;
  const words = await given.loadPiece(document.querySelector('form[data-engine]').dataset.root, 'search/words');
  for await (const found of given.find(folder, ...asked)) {
    yield { ...found, groups: wordedGroups(found.groups, words) };
  }
}

const engine = loadBundle('search-engine.min.js');

handOver('worded-results.js', engine.then((given) => ({ ...given, find })));
