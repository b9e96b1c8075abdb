/* Rows of a list as a file: CSV for tables, JSON for programs. Made here, so that no server learns what was asked. */

const LICENCE = 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/';
// Where spreadsheets take what follows for a formula, in any width, also behind signs by which some of them separate
// cells although the file has commas; an apostrophe there makes it text, and importing/table.py takes it out again.
const FORMULA = /(^|[;\t|\r\n])(?=[\s\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;
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
  return `"${text.replace(FORMULA, "$1'").replace(/"/g, '""')}"`;
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
