/* Rows of a list as a file: CSV for tables, JSON for programs. Made here, so that no server learns what was asked. */

const LICENCE = 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/';
// The signs with which a formula starts, in every form that Unicode has of them.
const START = '[=+\\-@\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]';
// An apostrophe before such a sign makes it text. A reader of the file may separate cells at any other sign than the
// comma, so none is needed behind letters, marks and digits alone, and between two spaces, as in “A - B”.
// masthead/syntax/formula_guards.py puts the same into the files of /data/, and takes them out of imported lists.
const FORMULA = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}\\p{Zs}])(?=${START})|(?<=\\p{Zs})(?=${START}\\P{Zs})`, 'gu');
const FIELDS = ['host', 'name', 'name_lang', 'kind', 'countries', 'languages', 'campaigns', 'operators_as_said',
  'confidence', 'first_dated', 'last_observed', 'state', 'page', 'version', 'attribution', 'licence'];

/* A row by the ids and terms of the records, which are the same in every language of the website. */
export function record(rows, row, { address, version, attribution }) {
  const known = (codes) => codes.filter((code) => code !== '-');
  const column = (name) => rows.values(rows.columns.findIndex(({ names }) => names[0] === name), row);
  const values = (name) => known(column(name).map(([code]) => code));
  const firms = column('firm').filter(([firm]) => firm !== '-');
  const host = rows.hosts[row];
  return {
    host, name: rows.names[row], name_lang: rows.langs[row], kind: values('kind')[0] || '', countries: values('country'),
    languages: values('language'), campaigns: values('campaign'), operators_as_said: firms.map(([firm]) => firm),
    confidence: firms.map(([, confidence]) => confidence), first_dated: values('year')[0] || '',
    last_observed: values('status'), state: values('state')[0] || '', page: `${address}sites/${host}/`, version,
    attribution, licence: LICENCE,
  };
}

function cell(value) {
  const text = Array.isArray(value) ? value.join('; ') : value;
  return `"${text.replace(FORMULA, "'").replace(/"/g, '""')}"`;
}

/* With a byte order mark, without which Excel takes names in other scripts for gibberish. */
export function csv(records) {
  const lines = records.map((found) => FIELDS.map((field) => cell(found[field])).join(','));
  return `\ufeff${[FIELDS.join(','), ...lines].join('\r\n')}\r\n`;
}

export function json(records, { address, version, attribution, list }) {
  const head = { list, from: address, version, attribution, licence: LICENCE, number: records.length };
  return `${JSON.stringify({ ...head, sites: records }, null, 1)}\n`;
}
