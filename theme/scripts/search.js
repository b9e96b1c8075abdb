/* The search box. Text of records is not to be trusted, and only ever becomes text nodes. */
import { loadBundle } from './load-bundle.js';
import { announcer } from './announce.js';
import { defang, formatNumber, make, page } from './dom.js';
import { spaceLines } from './pasted-lines.js';

const lang = document.documentElement.lang || 'en';
const forms = document.querySelectorAll('form[data-search]');
const TYPING = 5, PAGE = 10; // results: each more is a small file more
const ASCII = /^[\0-\x7f]*$/;
const MAY_BE_ADDRESS = /[^\p{L}\p{M}\p{N}\s]/u;
const FILTERED = 300; // of so many results at most the facets are counted
let engine;

async function loadEngine() {
  engine = await loadBundle(forms[0].dataset.engine || 'search-engine.min.js');
}

/* The text as it is indexed, and where each of its signs was before. */

function foldedWithOrigin(text) {
  const { fold } = engine;
  if (ASCII.test(text)) return { folded: fold(text), origin: Array.from(text, (_, at) => at) };
  const origin = [];
  let folded = '';
  for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}*/gu)) {
    folded += fold(sign);
    while (origin.length < folded.length) origin.push(index);
  }
  return { folded, origin };
}

/* For each place in the text, whether one of the terms matches there. */
function matchedPlaces(text, terms) {
  const { fold, isUnspaced } = engine;
  const places = Array(text.length).fill(false);
  const all = fold(text);
  if (!terms.some((term) => all.includes(term))) return places;
  const { folded, origin } = foldedWithOrigin(text);
  for (const term of terms) {
    const anywhere = term.length > 3 || isUnspaced(term);
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      if (anywhere || !/[\p{L}\p{N}]$/u.test(folded.slice(0, at))) places.fill(true, origin[at], origin[at + term.length]);
    }
  }
  return places;
}

function marked(text, terms) {
  const places = matchedPlaces(text, terms);
  const nodes = [];
  for (let from = 0, to = 0; from < text.length; from = to) {
    while (to < text.length && places[to] === places[from]) to += 1;
    const part = text.slice(from, to);
    nodes.push(places[from] ? make('mark', '', part) : part);
  }
  return nodes;
}

/* The one of the names that shows best why the record was found, or else the first. */
function meantName(names, terms) {
  if (names.length < 2) return names[0];
  const shown = names.map((name) => matchedPlaces(name, terms).filter(Boolean).length);
  return names[shown.indexOf(Math.max(...shown))];
}

function isPlain(event) {
  return !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey);
}

function folder(address) {
  return new URL(address).pathname.replace(/index\.html$/, '');
}

class SearchBox {
  constructor(form, results) {
    this.form = form;
    this.results = results;
    this.input = form.elements[0];
    this.isPage = folder(form.action) === folder(location.href);
    this.limit = TYPING;
    this.status = make('p', 'search-results__status');
    [this.heard, this.hear] = announcer();
    this.list = make('div');
    results.append(this.status, this.heard, this.list);
    if (this.isPage) {
      results.append(this.share = this.link('', this.text('share')));
      this.addFilter();
    }
    results.hidden = false;
  }

  listen() {
    spaceLines(this.input);
    this.input.addEventListener('focus', () => loadEngine().catch(() => {}));
    this.input.addEventListener('input', () => this.start(TYPING));
    document.addEventListener('submit', (event) => {
      if (event.target !== this.form) return;
      const isAnswered = event.defaultPrevented; // by the look-up of an address, above
      event.preventDefault();
      if (this.isPage) this.start(PAGE);
      else if (!isAnswered) location.assign(this.address());
    });
    for (const part of [this.form, this.results]) part.addEventListener('keydown', (event) => this.key(event));
    if (!this.isPage) return;
    addEventListener('hashchange', () => this.take());
    if (this.take()) return;
    // Links had the question before #, where a server sees it: from now on it is behind.
    this.input.value = new URLSearchParams(location.search).get('q') || this.input.value;
    this.start(PAGE);
  }

  /* The question is behind #, which browsers send to nobody, also when the page is loaded again. */
  take() {
    const asked = new URLSearchParams(location.hash.slice(1)).get('q');
    if (asked === null) return false;
    if (asked === this.input.value && this.asked) return true;
    this.input.value = asked;
    this.start(PAGE);
    return true;
  }

  /* The choice of facets, which is there too. */
  chosen() {
    return location.hash.slice(1).split('&').filter((part) => part.includes('=') && !part.startsWith('q=')).join('&');
  }

  addFilter() {
    this.filter = make('details', 'filters__panel', make('summary', 'filters__summary', this.text('filter')));
    this.filter.hidden = !(this.filter.open = this.chosen());
    this.filter.addEventListener('toggle', () => this.filter.open && this.run());
    this.list.before(this.filter);
  }

  /* The facets, once they are asked for; results are shown even without them. */
  async loadFacets() {
    if (!this.filter?.open || this.facets) return;
    const { ResultFacets } = await loadBundle('search-facets.min.js');
    const labels = await engine.loadPiece(this.form.dataset.root, 'facets/labels');
    this.facets = this.facets || new ResultFacets(this.filter, labels, () => this.run());
  }

  /* The text that the page gives for this, with the value where it has {n}, {q} or {name}. */
  text(name, value) {
    return (this.results.getAttribute(`data-${name}`) || '').replace(/\{\w+\}/, () => value);
  }

  writeAddress() {
    if (!this.isPage) return;
    const address = this.address();
    Object.assign(this.share, { hidden: !this.input.value }).firstChild.href = address;
    try {
      history.replaceState(null, '', address);
    } catch {
      // Some browsers forbid it from disk.
    }
  }

  address() {
    const address = new URL(this.form.action);
    const asked = this.input.value ? new URLSearchParams({ q: this.input.value }).toString() : '';
    address.hash = [asked, this.isPage ? this.chosen() : ''].filter(Boolean).join('&');
    return address.href;
  }

  start(limit) {
    this.limit = limit;
    return this.run();
  }

  async run() {
    const typed = this.input.value;
    const asked = this.asked = {}; // what is typed next makes this question an old one
    this.items = new Map(); // of its results, which are shown again when more are known
    this.list.setAttribute('aria-busy', 'true');
    if (this.share) this.share.hidden = true; // until the results above it are complete
    try {
      await this.answer(typed, asked);
    } catch {
      if (asked === this.asked) this.show(this.text('error'), this.toList());
    }
    this.lookUp(typed);
    if (asked !== this.asked) return;
    this.list.removeAttribute('aria-busy');
    this.writeAddress();
  }

  /* An address is looked up too, by a script for which no other question waits. */
  lookUp(typed) {
    if (!this.form.dataset.lookup || !MAY_BE_ADDRESS.test(typed)) return;
    loadBundle('lookup.min.js').catch(() => {}); // the next letter tries again
  }

  async answer(typed, asked) {
    if (!typed.trim()) return this.show('');
    if (!engine?.isReady()) this.status.textContent = this.text('loading');
    await loadEngine();
    await this.loadFacets().catch(() => {});
    const options = { limit: this.facets ? Math.max(FILTERED, this.limit) : this.limit, claims: this.isPage };
    let nothing = true;
    for await (const found of engine.find(this.form.dataset.index, typed, options)) {
      if (asked !== this.asked) return;
      nothing = false;
      this.showFound(found, typed.trim());
      setTimeout(() => this.lookUp(typed)); // first the result
    }
    if (nothing && asked === this.asked) this.show(this.text('short'));
  }

  show(status, ...nodes) {
    this.results.classList.toggle('search-results--nothing', status === this.none);
    this.status.textContent = status;
    this.hear(status);
    // The focus stays on its result, even while only the first result is known again.
    if (this.list.contains(document.activeElement)) this.place = document.activeElement.href;
    this.list.replaceChildren(...nodes);
    if (document.activeElement !== document.body) return;
    [...this.list.querySelectorAll('a')].find(({ href }) => href === this.place)?.focus();
  }

  showFound({ total, more, cut, near, terms, groups, done }, q) {
    this.none = this.text('none', q);
    if (this.isPage) this.filter.hidden = total < PAGE && !this.filter.open; // few need none
    if (!total) return done && this.show(this.none, make('p', 'search-results__try', this.text('try')), this.toList());
    if (groups === this.groups && !this.facets) return; // shown already
    this.groups = groups;
    const n = formatNumber(total);
    const plural = this.text(`count-${new Intl.PluralRules(lang).select(total)}`, n) || this.text('count-other', n);
    const count = more ? this.text('more', n) : plural;
    const left = this.facets && done ? this.facets.narrow(groups) : { groups };
    const nodes = left.groups.map((group) => this.group(group, terms, more));
    if (left.status) return this.show(left.status, ...nodes);
    if (cut || groups.some((group) => group.total > group.results.length)) nodes.push(this.further(more ? '' : n));
    this.show(near ? `${this.text('near', q)} ${count}` : count, ...nodes);
  }

  /* To the rest: on the page of the search a button, elsewhere a link to that page. */
  further(n) {
    if (!this.isPage) return this.link(this.address(), n ? this.text('all', n) : this.text('all-more'));
    const button = make('button', 'search-results__button', this.text('further'));
    button.type = 'button';
    button.addEventListener('click', () => {
      const last = [...this.list.querySelectorAll('a')].pop();
      this.limit += PAGE;
      last.focus(); // the button goes
      this.run();
    });
    return make('p', 'search-results__more', button);
  }

  toList() {
    return this.link(this.text('list-href'), this.text('list-label'));
  }

  link(href, label) {
    const link = make('a', '', label);
    link.href = href;
    return make('p', 'search-results__more', link);
  }

  group({ kind, total, results }, terms, more) {
    const list = make('ul', 'search-results__list', ...results.map((result) => this.item(result, terms)));
    list.setAttribute('role', 'list'); // lost in Safari with the bullets
    const count = make('span', 'search-results__count', formatNumber(total) + (more ? '+' : ''));
    const heading = make('h2', 'search-results__heading', this.text(`kind-${kind}`), ' ', count);
    return make('section', 'search-results__group', heading, list);
  }

  item(result, terms) {
    const key = [result.ref, ...result.terms].join();
    if (!this.items.has(key)) this.items.set(key, this.result(result, terms));
    return this.items.get(key);
  }

  result({ document: found, terms: misspelt }, typed) {
    const terms = [...typed, ...misspelt];
    const { title, hosts = [], also = [] } = found;
    const name = hosts.includes(title) ? defang(title) : title;
    const link = make('a', 'search-result__link', ...marked(name, terms));
    link.href = page(this.form.dataset.root + found.ref, this.form.dataset.indexFile);
    link.dir = 'auto';
    if (found.lang) link.lang = found.lang;
    const item = make('li', 'search-result', link);
    const add = (line, text) => text && item.append(' ', make('bdi', `search-result__${line}`, ...marked(text, terms)));
    const host = meantName(hosts.map(defang), terms);
    const meant = meantName([title, ...also], terms);
    add('note', found.note);
    add('host', host !== name && host);
    add('subtitle', found.subtitle);
    add('also', meant !== title && this.text('also', meant));
    return item;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.input, ...this.list.querySelectorAll('a')];
    const next = event.key === 'Escape' ? this.input : stops[stops.indexOf(document.activeElement) + step];
    if (!next || !isPlain(event) || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
    if (step) return;
    this.input.value = '';
    this.start(TYPING);
  }
}

for (const form of forms) {
  form.action = page(form.action, form.dataset.indexFile);
  const results = document.getElementById(form.dataset.results);
  if (results) new SearchBox(form, results).listen();
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || !isPlain(event) || typing || !forms.length) return;
  event.preventDefault();
  forms[0].elements[0].focus();
});
