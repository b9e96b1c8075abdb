/* Results in another language than the first of the website: the index is there once, and a small table has the words. */
import { handOver } from './load-bundle.js';
import { formatNumber, language } from './dom.js';

/* A date in the precision that it has, as masthead/edition/localisation.py words it. */
function dated(date) {
  const [year, month, day = 1] = date.split('-');
  if (!month) return year;
  const style = date.length > 7 ? { dateStyle: 'long' } : { year: 'numeric', month: 'long' };
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(language(), { ...style, timeZone: 'UTC' });
}

function counted(number, forms) {
  const form = forms[new Intl.PluralRules(language()).select(number)] || forms.other;
  return form.replace('%(num)s', formatNumber(number));
}

const SUBTITLES = {
  outlet: ({ facets: [code] }, words) => code.split('|')[0].split(',').map((one) => one !== 'ZZ' && words.countries[one]).filter(Boolean).join(', '),
  country: ({ parts }, words) => counted(parts.sites, words.sites),
  campaign: ({ parts: { sites = 0 } = {} }, words) => counted(sites, words.sites),
  source: ({ parts: { publisher, date } }) => [publisher, date && dated(date)].filter(Boolean).join(', '),
};

/**
 * What a result shows, in the language of the page. Claims and the business of a firm are in that of the records.
 * @param {string} kind
 * @param {object} found as the index has it
 * @param {{ countries: object, states: object, sites: object, records: string }} words
 */
function worded(kind, found, words) {
  const { country, state } = found.parts || {};
  return {
    ...found,
    title: country ? words.countries[country] : found.title,
    lang: kind === 'evidence' ? words.records : found.lang,
    subtitle: SUBTITLES[kind] ? SUBTITLES[kind](found, words) : found.subtitle,
    subtitleLang: kind === 'firm' ? words.records : '',
    note: state ? words.states[state] : found.note,
  };
}

handOver('worded-results.js', { worded });
