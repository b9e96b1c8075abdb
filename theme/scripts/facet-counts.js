/* The rows that have the chosen values of facets, the number of rows with each other value, and the order of rows. Pure. */

// As Facets.code in masthead/search/facets.py writes them: a firm comes with the stated confidence that it operates the site.
const COLUMNS = [
  ['country'], ['campaign'], ['firm', 'confidence'], ['kind'], ['language'], ['year'], ['status'], ['state'],
];
const NONE = '-';
const CODE = /^[A-Za-z0-9-]{1,80}$/;
const MOST = 200; // values of one facet that an address may hold
export const LONGEST = 100; // signs of what is looked for in a list
const FIND = 'find';

/* The rows of a list. Many rows share a cell, so each cell is examined once. */
export class Rows {
  constructor(facets) {
    this.facets = new Map(facets.map((facet) => [facet.name, { ...facet, labels: new Map(facet.values) }]));
    this.columns = COLUMNS.map((names) => ({ names, numbers: new Map(), cells: [], rows: [] }));
    this.hosts = [];
    this.names = [];
    this.langs = [];
    this.orders = new Map();
  }

  get length() {
    return this.hosts.length;
  }

  add(host, name, lang, code) {
    this.hosts.push(host);
    this.names.push(name);
    this.langs.push(lang);
    const cells = code.split('|');
    this.columns.forEach((column, at) => column.rows.push(cellNumber(column, cells[at])));
  }

  /* The values of the row in the column, each an array with one code for each facet of the column. */
  values(column, row) {
    const { cells, rows } = this.columns[column];
    return cells[rows[row]];
  }

  label(facet, code) {
    return this.facets.get(facet).labels.get(code) || code;
  }

  /* The rows that fit and have one of the chosen codes of each facet; with how many would be left by each value. */
  filter(chosen, fits = () => true) {
    const columns = this.columns.map((column) => judged(column, chosen));
    const active = columns.filter((column) => column.passes);
    const shown = new Uint8Array(this.length);
    let number = 0;
    for (let row = 0; row < shown.length; row += 1) {
      if (!fits(row)) continue;
      let failing = null, fails = 0;
      for (const column of active) {
        if (!column.passes[column.rows[row]]) {
          failing = column;
          fails += 1;
        }
      }
      if (fails === 1) failing.numbers[failing.rows[row]] += 1;
      if (fails) continue;
      shown[row] = 1;
      number += 1;
      for (const column of columns) column.numbers[column.rows[row]] += 1;
    }
    return { shown, number, counts: new Map(columns.flatMap((column) => counted(column, chosen))) };
  }

  /* The rows sorted by a column, ties by host; rows without a value come last in both directions. */
  order(by, descending) {
    const key = `${descending ? '-' : ''}${by}`;
    if (!this.orders.has(key)) this.orders.set(key, this.sorted(by, descending));
    return this.orders.get(key);
  }

  sorted(by, descending) {
    const order = Uint32Array.from({ length: this.length }, (_, row) => row);
    if (by === 'site') return descending ? order.reverse() : order;
    const ranks = by === 'name' ? ranked(this.names) : this.columnRanks(by);
    const rank = (row) => descending && ranks[row] < Infinity ? -ranks[row] : ranks[row];
    return order.sort((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      return a < b ? -1 : a > b ? 1 : one - other;
    });
  }

  columnRanks(by) {
    const { names, cells, rows } = this.columns.find((column) => column.names[0] === by);
    const text = ([code]) => code === NONE ? '' : this.label(names[0], code);
    const ranks = ranked(cells.map((cell) => cell.map(text).join(', ')));
    return rows.map((cell) => ranks[cell]);
  }
}

function cellNumber(column, text) {
  let number = column.numbers.get(text);
  if (number === undefined) {
    number = column.cells.push(text.split(',').map((value) => value === NONE ? column.names.map(() => NONE) : value.split(':'))) - 1;
    column.numbers.set(text, number);
  }
  return number;
}

/* The column, with the cells that pass if any of its values is chosen, and nothing counted yet. */
function judged({ names, cells, rows }, chosen) {
  const isChosen = names.map((name) => chosen.has(name) ? (code) => chosen.get(name).has(code) : () => true);
  const fits = (value) => value.every((code, at) => isChosen[at](code));
  return {
    names, cells, rows, numbers: new Uint32Array(cells.length),
    passes: names.some((name) => chosen.has(name)) ? Uint8Array.from(cells, (cell) => cell.some(fits)) : null,
  };
}

/* How many rows have each value of the facets of a column, by facet; each facet leaves its own choice aside. */
function counted({ names, cells, numbers }, chosen) {
  return names.map((name, at) => {
    const others = (value) => value.every((code, other) =>
      other === at || !chosen.has(names[other]) || chosen.get(names[other]).has(code));
    const counts = new Map();
    cells.forEach((cell, number) => {
      if (!numbers[number]) return;
      const codes = new Set(cell.filter(others).map((value) => value[at]));
      for (const code of codes) counts.set(code, (counts.get(code) || 0) + numbers[number]);
    });
    return [name, counts];
  });
}

/* The place of each text among all, the same for the same; infinite for none. */
function ranked(texts) {
  const { compare } = new Intl.Collator(document.documentElement.lang || 'en', { numeric: true });
  const places = new Map([...new Set(texts)].sort(compare).map((text, place) => [text, place]));
  places.set('', Infinity);
  return texts.map((text) => places.get(text));
}

/* The choice in an address such as #country=IT,FR&find=roma&sort=-name, without unknown facets and malformed codes. */
export function readAddress(hash, facets, sorts) {
  const chosen = new Map();
  let by = '', descending = false, words = '';
  for (const [name, value] of new URLSearchParams(hash.slice(1))) {
    const codes = value.split(',').slice(0, MOST).filter((code) => CODE.test(code));
    if (facets.includes(name) && codes.length) chosen.set(name, new Set(codes));
    if (name === 'sort') [by, descending] = [value.replace(/^-/, ''), value.startsWith('-')];
    if (name === FIND) words = Array.from(value.trim()).slice(0, LONGEST).join('');
  }
  return sorts.includes(by) ? { chosen, words, by, descending } : { chosen, words, by: '', descending: false };
}

export function writeAddress({ chosen, words, by, descending }) {
  const parts = [...chosen].map(([name, codes]) => `${name}=${[...codes].join(',')}`);
  if (words) parts.push(`${FIND}=${encodeURIComponent(words)}`);
  if (by) parts.push(`sort=${descending ? '-' : ''}${by}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

export const names = COLUMNS.flat();
