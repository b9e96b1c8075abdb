/* The page that shows which values a few records share. Text of records, and what was typed, is not to be trusted and only ever becomes text nodes. */
import { dated } from './dates.js';
import { code, defang, fill, formatNumber, make, page } from './dom.js';
import { find, learn } from './host-in-text.js';
import { loadPiece } from './index-pieces.js';
import { LOOKS } from './look-alikes.js';
import { LISTED, PART, Tables } from './lookup-tables.js';

const FIELDS = ['a', 'b', 'c', 'd', 'e']; // masthead/views/pages/compare.py has the same
const GROUPS = ['indicators', 'firms', 'campaigns', 'sources', 'countries', 'languages', 'dates'];
const FOLDERS = { firms: 'firms', campaigns: 'campaigns', sources: 'sources', countries: 'countries', languages: 'languages' };
const KINDS = { outlet: 'sites', firm: 'firms', campaign: 'campaigns' };
const ADDRESS = /(?:^|\/)(sites|firms|campaigns)\/([^/\s?#]+)\/?(?:index\.html)?$/;

const form = document.querySelector('[data-compare]');
const { dataset: data } = form;
const status = document.querySelector('.compare-status');
const answer = document.querySelector('.compare-answer');
const tables = new Tables(data);
const files = new Map();

function say(name, values = {}) {
  return fill(form.getAttribute(`data-say-${name}`), values);
}

/* The packs of copies with few files are named by a checksum. */

async function addressOf(key, packed) {
  if (!packed) return `${key}.json`;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return `packs/${sum[0].toString(16).padStart(2, '0')}.json`;
}

async function fetched(key, { packed }) {
  const given = await fetch(data.api + await addressOf(key, packed));
  if (!given.ok) throw new Error(key);
  const file = await given.json();
  return packed ? file.records[key] : file;
}

/* The record as the website publishes it for programs, loaded once. */
function load(key, words) {
  if (!files.has(key)) {
    const file = fetched(key, words);
    file.catch(() => files.delete(key));
    files.set(key, file);
  }
  return files.get(key);
}

learn(LOOKS);

/* The key of the listed site that the text means. It is found in the tables of the look-up: an unknown host is not sent. */
async function siteOf(text) {
  const [found] = find(text);
  const { at, values = [] } = found ? await tables.known(found) : {};
  if (values[0] === LISTED) return `sites/${at}`;
  return values[0] === PART ? `sites/${values[5] || at}` : '';
}

/* The key of the record that the text means: an address of its page, its name, or a host. */
async function keyOf(text, { records }) {
  const [, folder, id] = ADDRESS.exec(text) || [];
  if (`${folder}/${id}` in records) return `${folder}/${id}`;
  const named = Object.keys(records).find((key) => records[key].toLowerCase() === text.toLowerCase());
  return named || siteOf(folder === 'sites' ? id : text);
}

/* The facts of a record, each with its group: two records may share the `key`; the other fields say how this one has it. */
function* factsOf({ kind, id, record, derived = {} }) {
  const own = { itself: true };
  if (kind === 'firm') yield ['firms', { key: id, ...own }];
  if (kind === 'campaign') yield ['campaigns', { key: id, ...own }];
  const elsewhere = (derived.indicators || []).map(({ indicator }) => indicator);
  for (const one of [...record.indicators || [], ...elsewhere]) {
    yield ['indicators', { ...one, key: `${one.type} ${one.value}`, seen: [one.first_seen, one.last_seen] }];
  }
  const stated = [...record.attributions || [], ...record.relations || []].map((attribution) => ({ attribution }));
  for (const { about, attribution } of [...stated, ...derived.said || []]) {
    const { firm, role, stance, by: source } = attribution;
    const fact = { role, stance, source, whole: kind === 'outlet' && about };
    if (kind === 'firm' && about) {
      const [folder, key] = about.split('/');
      if (folder === 'campaigns' || folder === 'firms') yield [folder, { ...fact, key }];
    } else if (firm) yield ['firms', { ...fact, key: firm }];
  }
  for (const key of record.campaigns || []) yield ['campaigns', { key }];
  for (const key of derived.cites || []) yield ['sources', { key }];
  for (const { country: key, source } of record.targets || []) if (key) yield ['countries', { key, source }];
  for (const { tag: key, source } of record.languages || []) yield ['languages', { key, source }];
  if (record.registered) yield ['dates', { ...record.registered, key: `registered ${record.registered.date}`, text: say('registered') }];
  if (record.first_seen) yield ['dates', { date: record.first_seen, key: `seen ${record.first_seen}`, text: say('seen') }];
  for (const one of record.activity || []) yield ['dates', { ...one, key: `${one.status} ${one.date}` }];
}

/* The values of a group that more than one of the records has, each with the facts of each record. */
function sharedIn(group, all) {
  const rows = new Map();
  all.forEach((facts, column) => {
    for (const [of, fact] of facts) {
      if (of !== group) continue;
      if (!rows.has(fact.key)) rows.set(fact.key, all.map(() => []));
      rows.get(fact.key)[column].push(fact);
    }
  });
  const number = (cells) => cells.filter(({ length }) => length).length;
  return [...rows.values()].filter((cells) => number(cells) > 1).sort((one, other) => number(other) - number(one));
}

/* The fewer unrelated sites may share a value by its nature, the earlier. */
function strongestFirst(rows, { types }) {
  const order = Object.keys(types);
  const place = (cells) => order.indexOf(cells.flat()[0].type);
  return [...rows].sort((one, other) => place(one) - place(other));
}

/* An English name in a text of the page's language, as Edition.without_article in masthead/edition/edition.py. */
function withoutArticle(name) {
  return document.documentElement.lang.startsWith('en') ? name : name?.replace(/^the /, '');
}

class Comparison {
  constructor(keys, given, words) {
    Object.assign(this, { keys, given, words });
    const all = given.map((file) => [...factsOf(file)]);
    this.groups = GROUPS.map((name) => {
      const rows = sharedIn(name, all);
      return { name, rows: name === 'indicators' ? strongestFirst(rows, words) : rows };
    });
    this.number = this.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  /* The short names of the sources that the table has, from their own records. */
  async loadSources() {
    const facts = this.groups.flatMap(({ name, rows }) => rows.flat(2).map((fact) => (name === 'sources' ? fact.key : fact.source)));
    const ids = [...new Set(facts.filter(Boolean))];
    const loaded = await Promise.all(ids.map((id) => load(`sources/${id}`, this.words)));
    this.sources = new Map(ids.map((id, at) => [id, withoutArticle(loaded[at].record?.short_name) || this.words.states[loaded[at].state]]));
  }

  link(path, content) {
    const link = make('a', '', content);
    link.href = page(data.root + path, data.index);
    return link;
  }

  source(id) {
    return this.link(`sources/${id}/`, make('bdi', '', this.sources.get(id)));
  }

  /* The name of a record as the head of its column, with its state. */
  head({ kind, id, record, state }, at) {
    const name = kind === 'outlet' ? code(id) : make('bdi', '', this.words.records[this.keys[at]]);
    const head = make('th', '', this.link(`${KINDS[kind]}/${id}/`, name));
    if (kind === 'outlet' && record.name) head.append(' ', make('bdi', 'table__note', record.name));
    if (state !== 'listed') head.append(' ', make('span', 'tag tag--strong', this.words.states[state]));
    head.scope = 'col';
    return head;
  }

  /* The value, as the head of its row. */
  value(name, { key, type, value, date, status: reported, text }) {
    if (name === 'indicators') {
      const shown = make('code', '', value);
      Object.assign(shown, { dir: 'ltr', translate: false });
      const link = make('a', '', shown);
      link.href = `${data.search}#${new URLSearchParams({ q: value })}`;
      const [label, weight] = this.words.types[type];
      return [link, make('span', 'table__note', `${label}. ${weight}`)];
    }
    if (name === 'dates') return [`${text || this.words.statuses[reported]}: ${dated(date)}`];
    const labels = { countries: this.words.countries, languages: this.words.languages };
    const label = labels[name] ? labels[name][key] : name === 'sources' ? this.sources.get(key) : this.words.records[`${name}/${key}`];
    return [this.link(`${FOLDERS[name]}/${key.toLowerCase()}/`, make('bdi', '', label || key))];
  }

  /* The words for one fact: its role, its dates, and the source that says so. */
  fact({ itself, role, stance = 'asserts', seen = [], source, whole }) {
    if (itself) return [say('itself')];
    const days = [...new Set(seen.filter(Boolean))].map(dated).join(' – ');
    const stated = role && (stance === 'asserts' ? this.words.roles[role] : `${this.words.stances[stance]}: ${this.words.roles[role]}`);
    const parts = [stated, days].filter(Boolean).join(say('comma'));
    if (!source) return [parts || say('has')];
    return parts ? [`${parts} (`, this.source(source), whole ? '*)' : ')'] : [this.source(source)];
  }

  cell(facts, label) {
    const cell = make('td', '');
    cell.dataset.label = label;
    const lines = facts.map((fact) => make('span', 'table__line', ...this.fact(fact)));
    const texts = lines.map(({ textContent }) => textContent);
    cell.append(...lines.filter((_, at) => texts.indexOf(texts[at]) === at));
    if (!lines.length) cell.append(say('not'));
    return cell;
  }

  row(name, cells) {
    const head = make('th', 'table__head', ...this.value(name, cells.flat()[0]));
    head.scope = 'row';
    return make('tr', '', head, ...cells.map((facts, at) => this.cell(facts, this.label(at))));
  }

  label(at) {
    const { kind, id } = this.given[at];
    return kind === 'outlet' ? defang(id) : this.words.records[this.keys[at]];
  }

  body({ name, rows }) {
    const title = make('th', 'table__group', form.getAttribute(`data-group-${name}`));
    Object.assign(title, { scope: 'rowgroup', colSpan: this.keys.length + 1 });
    return make('tbody', '', make('tr', '', title), ...rows.map((cells) => this.row(name, cells)));
  }

  table() {
    const first = make('th', '', say('value'));
    first.scope = 'col';
    const heads = make('thead', '', make('tr', '', first, ...this.given.map((file, at) => this.head(file, at))));
    const bodies = this.groups.filter(({ rows }) => rows.length).map((group) => this.body(group));
    return make('table', 'table table--dense table--fixed', make('caption', 'table__caption', say('caption')), heads, ...bodies);
  }

  nodes() {
    const empty = this.groups.filter(({ rows }) => !rows.length).map(({ name }) => form.getAttribute(`data-group-${name}`));
    const nothing = empty.length ? [make('p', 'section__note', say('nothing', { groups: empty.join(say('comma')) }))] : [];
    return [...this.number ? [make('p', 'section__note', say('caution')), this.table()] : [], ...nothing];
  }
}

function show(text, ...nodes) {
  status.textContent = text;
  answer.replaceChildren(...nodes);
  answer.hidden = !nodes.length;
}

function counted(number) {
  const form_ = `data-count-${new Intl.PluralRules(document.documentElement.lang).select(number)}`;
  return fill(form.getAttribute(form_) || data.countOther, { n: formatNumber(number) });
}

let asked;

async function compare(typed) {
  const mine = asked = {};
  try {
    show(say('loading'));
    const words = await loadPiece(data.root, 'compare/words');
    const found = await Promise.all(typed.map((text) => keyOf(text, words)));
    const unknown = typed.filter((_, at) => !found[at]);
    const keys = [...new Set(found.filter(Boolean))];
    const problems = [
      ...unknown.length ? [say('unknown', { texts: unknown.join(say('comma')) })] : [], ...keys.length < 2 ? [say('few')] : [],
    ].join('\n');
    if (keys.length < 2) return mine === asked && show(problems);
    const comparison = new Comparison(keys, await Promise.all(keys.map((key) => load(key, words))), words);
    await comparison.loadSources();
    return mine === asked && show([problems, counted(comparison.number)].filter(Boolean).join('\n'), ...comparison.nodes());
  } catch {
    return mine === asked && show(say('error'));
  }
}

/* The fields have no name, so that a form whose script is missing sends nothing. */
function field(name) {
  return document.getElementById(`_compare-${name}`);
}

function typedTexts() {
  return FIELDS.map((name) => field(name).value.trim()).filter(Boolean);
}

/* The question is behind #, which browsers send to nobody. */
function writeAddress() {
  const address = new URL(location.href);
  address.search = '';
  address.hash = new URLSearchParams(FIELDS.map((name) => [name, field(name).value.trim()]).filter(([, text]) => text));
  if (address.href !== location.href) history.replaceState(null, '', address);
}

/* Takes the question from the address: from behind #, or from behind ? in links from elsewhere, and moves it. */
function open() {
  const asks = [location.hash, location.search].map((text) => new URLSearchParams(text.slice(1))).find((params) => FIELDS.some((name) => params.has(name)));
  if (!asks) return;
  for (const name of FIELDS) field(name).value = asks.get(name) || '';
  writeAddress();
  compare(typedTexts());
}

if (location.protocol.startsWith('http')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    writeAddress();
    compare(typedTexts());
  });
  addEventListener('hashchange', open);
  open();
} else {
  form.hidden = true;
  show(say('disk'));
}
