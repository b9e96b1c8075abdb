/* Filters, sorting and downloads over a table of outlets, which is complete without them. */
import { button, code, fill, formatNumber, make, page, saveFile, unfold } from './dom.js';
import { csv, json, record } from './download.js';
import { Panel } from './facet-panel.js';
import { LONGEST, Rows, names, readAddress, writeAddress } from './facet-counts.js';
import { loadPiece } from './index-pieces.js';
import { WordsInRows } from './words-in-rows.js';

const AT_ONCE = 4; // pieces that are asked for together
const STEP = 100;  // rows of a long list that are made at a time
const PAUSE = 500; // milliseconds after the last letter, when a number is said and the address changes
const BESIDE = '(width >= 64rem)';

/* The rows that the page has: shown, hidden and put in order. */

class TableRows {
  constructor(table) {
    this.bodies = [...table.tBodies];
    this.rows = this.bodies.map((body) => [...body.querySelectorAll('tr[data-facets]')]);
    this.all = this.rows.flat();
    this.sorted = make('tbody', '');
    table.append(this.sorted);
  }

  async fill(rows) {
    for (const row of this.all) {
      const [, host] = row.querySelector('a').href.match(/\/sites\/([^/]+)\/[^/]*$/);
      const name = row.querySelector('[data-name]');
      rows.add(host, name ? name.textContent : '', name ? name.lang : '', row.dataset.facets);
    }
  }

  show({ order, shown }) {
    if (order) this.sorted.append(...Array.from(order, (row) => this.all[row]));
    else this.bodies.forEach((body, at) => body.append(...this.rows[at]));
    this.all.forEach((row, at) => { row.hidden = !shown[at]; });
    this.bodies.forEach((body, at) => { body.hidden = Boolean(order) || this.rows[at].every((row) => row.hidden); });
  }
}

/* The rows of a list that is longer than the page: they come in pieces, and rows are made when they are about to be seen. */
class PieceRows {
  constructor(table, list) {
    Object.assign(this, { table, list, bodies: [...table.tBodies] });
    this.body = make('tbody', '');
    this.more = button('filters__button filters__more', '', () => this.addRows());
    table.append(this.body);
    table.after(this.more);
    this.more.hidden = true;
  }

  async fill(rows, tell) {
    const { root, shared = root, pieces } = this.list.data;
    const load = (name) => loadPiece(shared, `${pieces}${name}`);
    const worded = await this.notesIn(root, shared);
    this.rows = rows;
    this.notes = { country: [], firm: [] };
    const all = await load('all');
    for (let at = 0; at < all.pieces.length; at += AT_ONCE) {
      for (const piece of await Promise.all(all.pieces.slice(at, at + AT_ONCE).map(load))) {
        const columns = ['hosts', 'names', 'langs', 'facets', 'targets', 'named'].map((name) => piece[name].split('\n'));
        const [hosts, called, langs, facets, targets, named] = columns;
        hosts.forEach((host, row) => rows.add(host, called[row], langs[row], facets[row]));
        this.notes.country.push(...targets.map(worded));
        this.notes.firm.push(...named.map(worded));
      }
      tell(rows.length, all.number);
    }
  }

  /* The function that words the notes of a cell in the language of the page: rows have them in the first language of the website. */
  async notesIn(root, shared) {
    if (root === shared) return (notes) => notes;
    const words = new Map(Object.entries(await loadPiece(root, 'facets/notes')));
    return (notes) => notes.split('\t').map((note) => words.get(note) ?? note).join('\t');
  }

  show({ found, isAll }) {
    for (const body of this.bodies) body.hidden = !isAll;
    this.found = isAll ? [] : found;
    this.body.replaceChildren();
    this.addRows();
  }

  addRows() {
    const from = this.body.children.length;
    this.body.append(...Array.from(this.found.slice(from, from + STEP), (row) => this.list.row(row)));
    const rest = this.found.length - this.body.children.length;
    this.more.hidden = rest <= 0;
    this.more.textContent = fill(this.list.data.more, { n: formatNumber(Math.min(rest, STEP)) });
    if (from) this.body.children[from].querySelector('a').focus();
  }
}

class List {
  constructor(root) {
    this.root = root;
    this.data = { ...root.querySelector('[data-facet-texts]').dataset, ...root.dataset };
    this.table = root.querySelector('table');
    this.heads = [...this.table.querySelectorAll('thead [data-column]')];
    this.source = this.data.pieces ? new PieceRows(this.table, this) : new TableRows(this.table);
    this.fixed = new Map(this.data.firm ? [['firm', new Set([this.data.firm])]] : []);
    this.names = names.filter((name) => !this.fixed.has(name));
    this.state = { chosen: new Map(), words: '', by: '', descending: false };
    this.addControls();
    this.heads.forEach((head) => this.addSort(head));
  }

  addControls() {
    const { filter, clear } = this.data;
    this.summary = make('summary', 'filters__summary', filter);
    this.panel = make('div', 'filters__facets');
    this.details = make('details', 'filters__panel', this.summary, this.field(), this.panel);
    this.status = make('p', 'filters__status');
    this.status.setAttribute('role', 'status');
    this.progress = make('progress', 'filters__progress');
    this.progress.hidden = true;
    this.progress.setAttribute('aria-label', filter);
    this.chips = make('ul', 'filters__chips');
    this.chips.setAttribute('role', 'list');
    this.clear = button('filters__button', clear, () => this.change({ chosen: new Map(), words: '', by: '', descending: false }));
    const files = ['csv', 'json'].map((kind) => button('filters__button', this.data[kind], () => this.download(kind)));
    const bar = make('div', 'filters__bar', this.status, this.progress, this.chips, this.clear);
    const list = this.root.querySelector('.filters__list');
    this.clear.hidden = true;
    this.isShort = this.root.classList.contains('filters--short'); // its rows are seen at a glance
    if (!this.isShort) list.before(this.details);
    list.prepend(bar);
    list.append(make('div', 'filters__tools', ...files));
  }

  /* The field for words. It has no name and belongs to no form: what is typed is in the address behind #, and nowhere else. */
  field() {
    this.input = make('input', 'filters__words');
    Object.assign(this.input, { type: 'search', maxLength: LONGEST, autocomplete: 'off', spellcheck: false });
    this.input.addEventListener('input', () => this.type());
    return make('label', 'filters__find', this.data.words, this.input);
  }

  addSort(head) {
    const by = head.dataset.column;
    const sort = button('filters__sort', '', () => {
      const again = by === (this.state.by || 'site') && !this.state.descending;
      const plain = by === 'site' && !again;
      this.change({ ...this.state, by: plain ? '' : by, descending: again });
    });
    sort.append(...head.childNodes);
    head.append(sort);
  }

  listen() {
    this.details.addEventListener('toggle', () => this.details.open && this.ready().catch(() => {}));
    const read = () => this.read();
    addEventListener('popstate', read);
    addEventListener('hashchange', read);
    // A long list is not loaded before somebody asks for it.
    // Beside a card of details there is no room for it.
    const isBeside = !this.isShort && !this.data.pieces && !this.root.closest('.record');
    this.details.open = isBeside && matchMedia(BESIDE).matches;
    this.markSort();
    this.read();
  }

  /* Loads what is to be filtered, once; after a failure the next try loads again. */
  ready() {
    this.loading = this.loading || this.load();
    this.loading.catch(() => {
      this.loading = undefined;
      this.progress.hidden = true;
      this.status.textContent = this.data.error;
    });
    return this.loading;
  }

  async load() {
    const rows = new Rows(await loadPiece(this.data.root, 'facets/labels'));
    await this.source.fill(rows, (n, all) => {
      Object.assign(this.progress, { hidden: n >= all, value: n, max: all });
      this.status.textContent = fill(this.data.loading, { n: formatNumber(n), all: formatNumber(all) });
    });
    this.rows = rows;
    this.search = new WordsInRows(rows);
    this.facets = new Panel(this.panel, rows, this.fixed, this.data, (chosen) => this.change({ ...this.state, chosen }));
    this.apply();
  }

  change(state) {
    this.write(state, true);
    this.go(state);
  }

  /* Rows follow each letter; the number, which screen readers say, and the address follow when the reader pauses. */
  type() {
    const words = this.input.value.trim();
    if (words === this.state.words) return;
    const isStep = !this.state.words;
    if (isStep) this.write({ ...this.state, words }, true);
    this.state = { ...this.state, words };
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.write(this.state, false);
      if (this.rows) this.count();
    }, PAUSE);
    if (this.rows) this.apply(false);
    else this.ready().catch(() => {});
  }

  write(state, isStep) {
    clearTimeout(this.pause);
    const address = location.pathname + location.search + writeAddress(state);
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }

  /* The address of a place on the page leads there, and takes nothing of the choice away. */
  read() {
    if (location.hash && !location.hash.includes('=')) {
      const now = writeAddress(this.state);
      if (now) history.replaceState(null, '', location.pathname + location.search + now);
      return;
    }
    const sorts = this.heads.map((head) => head.dataset.column);
    const state = readAddress(location.hash, this.names, sorts);
    if (writeAddress(state) !== writeAddress(this.state)) this.go(state);
  }

  go(state) {
    this.state = state;
    clearTimeout(this.pause);
    if (this.input.value.trim() !== state.words) this.input.value = state.words;
    if (this.rows) this.apply();
    else this.ready().catch(() => {});
  }

  apply(isCounted = true) {
    const { chosen, words, by, descending } = this.state;
    const { shown, number, counts } = this.rows.filter(new Map([...this.fixed, ...chosen]), this.search.test(words));
    const order = by ? this.rows.order(by, descending) : null;
    const isAll = !chosen.size && !words && !order;
    if (!isAll) unfold(this.root);
    this.found = (order || this.rows.order('site')).filter((row) => shown[row]);
    this.source.show({ shown, order, isAll, found: this.found });
    this.facets.update(chosen, counts);
    this.chips.replaceChildren(...[...this.wordsChip(), ...this.facets.chips()].map((chip) => make('li', '', chip)));
    this.clear.hidden = isAll;
    this.root.classList.toggle('filters--changed', !isAll);
    this.markSort();
    this.table.hidden = !number;
    if (isCounted) this.count();
  }

  count() {
    const numbers = { n: formatNumber(this.found.length), all: formatNumber(this.rows.length) };
    this.status.textContent = fill(this.found.length ? this.data.shown : this.data.none, numbers);
  }

  /* The words as a button that takes them away, where the panel with the field may be closed. */
  wordsChip() {
    const { words } = this.state;
    if (!words) return [];
    const chip = button('filters__chip', '', () => this.change({ ...this.state, words: '' }));
    chip.append(make('bdi', '', words), make('span', 'filters__remove', '×'));
    chip.setAttribute('aria-label', fill(this.data.remove, { facet: this.data.words, value: words }));
    return [chip];
  }

  markSort() {
    const { by, descending } = this.state;
    for (const head of this.heads) {
      if (head.dataset.column === (by || 'site')) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
  }

  /* A line of the table as theme/templates/components/outlets.html prints it. */
  row(row) {
    const line = make('tr', '');
    const cells = { site: () => this.site(row), name: () => this.name(row), year: () => this.year(row) };
    for (const { dataset } of this.heads) line.append((cells[dataset.column] || (() => this.links(row, dataset.column)))());
    return line;
  }

  site(row) {
    const host = this.rows.hosts[row];
    const head = make('th', 'table__head', this.link(`sites/${host}/`, code(host)));
    head.scope = 'row';
    const [state] = this.codes(row, 'state');
    if (state !== 'listed') head.append(' ', make('span', 'tag tag--strong', this.rows.label('state', state)));
    if (this.data.targets) head.append(...this.targets(row));
    return head;
  }

  /* On the page of a country: the targets of a row, unless they are just that country. */
  targets(row) {
    const further = this.source.notes.country[row] || this.codes(row, 'country').length > 1;
    return further ? [' ', make('span', 'outlets__targets', `${this.data.targets}: `, ...this.linked(row, 'country'))] : [];
  }

  name(row) {
    const name = make('bdi', '', this.rows.names[row]);
    if (this.rows.langs[row]) name.lang = this.rows.langs[row];
    return make('td', '', ...(this.rows.names[row] ? [name] : []));
  }

  year(row) {
    return make('td', '', ...this.codes(row, 'year').filter((code) => code !== '-').map((year) => make('time', '', year)));
  }

  links(row, name) {
    return make('td', '', make('span', '', ...this.linked(row, name)));
  }

  linked(row, name) {
    const folder = { country: 'countries', campaign: 'campaigns', firm: 'firms' }[name];
    const notes = (this.source.notes[name]?.[row] || '').split('\t');
    return this.codes(row, name).filter((code) => code !== '-').flatMap((code, at) => {
      const link = this.link(`${folder}/${code.toLowerCase()}/`, make('bdi', '', this.rows.label(name, code)));
      return [at ? ', ' : '', link, notes[at] ? ` (${notes[at]})` : ''];
    });
  }

  codes(row, name) {
    const column = this.rows.columns.findIndex(({ names: [first] }) => first === name);
    return this.rows.values(column, row).map(([code]) => code);
  }

  link(path, content) {
    const link = make('a', '', content);
    link.href = page(this.data.root + path, this.data.indexFile);
    return link;
  }

  async download(kind) {
    try {
      await this.ready();
    } catch {
      return;
    }
    const { url, version, attribution, root, shared = root } = this.data;
    const here = location.protocol === 'file:' ? '' : new URL(shared, location.href).href;
    const about = { address: url || here, version, attribution, list: document.querySelector('h1').textContent.trim() };
    const records = Array.from(this.found, (row) => record(this.rows, row, about));
    const name = `masthead-${version || 'sites'}.${kind}`;
    if (kind === 'csv') saveFile(name, 'text/csv', csv(records));
    else saveFile(name, 'application/json', json(records, about));
  }
}

for (const root of document.querySelectorAll('[data-filters]')) new List(root).listen();
