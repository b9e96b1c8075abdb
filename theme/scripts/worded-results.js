/* The engine of the search for pages in another language than the first of the website. The index exists once, in that
   language; a small table has the words of results in the language of the page. */
import { handOver, loadBundle } from './load-bundle.js';
import { dated } from './dates.js';
import { formatNumber } from './dom.js';

const language = document.documentElement.lang;

function counted(number, forms) {
  const form = forms[new Intl.PluralRules(language).select(number)] || forms.other;
  return form.replace('%(num)s', formatNumber(number));
}

const SUBTITLES = {
  outlet: ({ facets: [code], parts: { campaigns } = {} }, words) => {
    const countries = code.split('|')[0].split(',').map((one) => one !== 'ZZ' && words.countries[one]).filter(Boolean);
    return [countries.join(', '), campaigns].filter(Boolean).join(' · ');
  },
  firm: ({ parts: { native } = {} }) => native,
  country: ({ parts }, words) => counted(parts.sites, words.sites),
  campaign: ({ parts: { sites = 0 } = {} }, words) => counted(sites, words.sites),
  value: ({ parts }, words) => words.types[parts.type],
  source: ({ parts: { publisher, date } }) => [publisher, date && dated(date)].filter(Boolean).join(', '),
};

/* The document of a result in the language of the page. Claims are in English, and the business of a firm is left out. */
function worded(kind, found, words) {
  const { country, state } = found.parts || {};
  return {
    ...found,
    title: country ? words.countries[country] : found.title,
    lang: kind === 'evidence' || kind === 'technique' ? words.records : found.lang,
    subtitle: SUBTITLES[kind] ? SUBTITLES[kind](found, words) : found.subtitle,
    note: state ? words.states[state] : found.note,
  };
}

const done = new WeakMap(); // the search box compares groups by identity

function wordedGroups(groups, words) {
  const resultsOf = ({ kind, results }) => results.map((result) => ({ ...result, document: worded(kind, result.document, words) }));
  if (!done.has(groups)) done.set(groups, groups.map((group) => ({ ...group, results: resultsOf(group) })));
  return done.get(groups);
}

/** The results of search-index.js, worded. @param {string} folder of the index @param {...any} question its text and options */
async function* find(folder, ...question) {
  const given = await engine;
  const words = await given.loadPiece(document.querySelector('form[data-engine]').dataset.root, 'search/words');
  for await (const found of given.find(folder, ...question)) {
    yield { ...found, groups: wordedGroups(found.groups, words) };
  }
}

const engine = loadBundle('search-engine.min.js');

handOver('worded-results.js', engine.then((given) => ({ ...given, find })));
