/* The search box: loads the index when it is first wanted and lists what answers the typed text.
   Text of records is not to be trusted, and only ever becomes text nodes. */
(() => {
  'use strict';

  const search = globalThis.mastheadSearch = globalThis.mastheadSearch || {};
  const scripts = ['lunr.min.js', 'normalise.js', 'ranking.js'];
  const here = document.currentScript.src;
  const lang = document.documentElement.lang || 'en';
  let loading;

  function addScript(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.async = false; // in order, though fetched at once
      script.onload = resolve;
      script.onerror = reject;
      script.src = src;
      document.head.append(script);
    });
  }

  function loadIndex(address) {
    if (!loading) {
      loading = Promise.all([...scripts.map((name) => new URL(name, here)), address].map(addScript));
      loading.catch(() => { loading = undefined; }); // the next letter tries again
    }
    return loading;
  }

  function make(name, className, ...children) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  }

  function defang(host) {
    return host.replace(/\./g, '[.]');
  }

  /* Stretches [from, to] of the text that the terms match, in order and not overlapping. */
  function stretches(text, terms) {
    const { fold, isUnspaced } = search.text;
    const offsets = [];
    let folded = '';
    for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}*/gu)) {
      for (const unit of fold(sign).split('')) {
        offsets.push(index);
        folded += unit;
      }
    }
    offsets.push(text.length);
    const found = [];
    for (const term of terms) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
        const anywhere = term.length > 3 || isUnspaced(term);
        if (anywhere || !/[\p{L}\p{N}]$/u.test(folded.slice(0, at))) found.push([offsets[at], offsets[at + term.length]]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]).reduce((merged, [from, to]) => {
      const last = merged[merged.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
      return merged;
    }, []);
  }

  function marked(text, terms) {
    let done = 0;
    const nodes = stretches(text, terms).flatMap(([from, to]) => {
      const before = text.slice(done, from);
      done = to;
      return [before, make('mark', '', text.slice(from, to))];
    });
    return [...nodes, text.slice(done)];
  }

  /* The one of the names that shows best why the record was found. */
  function meantName(names, terms) {
    const matched = (name) => stretches(name, terms).reduce((sum, [from, to]) => sum + to - from, 0);
    return names.reduce((best, name) => matched(name) > matched(best) ? name : best);
  }

  function isPlain(event) {
    return !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey);
  }

  class SearchBox {
    constructor(form, results) {
      this.form = form;
      this.results = results;
      this.input = form.elements.namedItem('q');
      form.action = this.page(form.action);
      const place = ({ pathname }) => pathname.replace(/index\.html$/, '');
      this.isPage = place(new URL(form.action)) === place(location);
      this.limit = Number(this.text('limit')) || Infinity;
      this.status = make('p', 'search-results__status');
      this.status.setAttribute('role', 'status');
      this.list = make('div', 'search-results__groups');
      results.append(this.status, this.list);
      results.hidden = false;
      this.listen();
      if (this.isPage) this.readAddress();
    }

    listen() {
      this.input.addEventListener('focus', () => this.load().catch(() => {}));
      this.input.addEventListener('input', () => this.run());
      this.form.addEventListener('submit', (event) => {
        if (!this.isPage) return;
        event.preventDefault();
        this.run();
      });
      for (const part of [this.form, this.results]) part.addEventListener('keydown', (event) => this.key(event));
    }

    /* The text that the page gives for this, with its values filled in. */
    text(name, values = {}) {
      const text = this.results.getAttribute(`data-${name}`) || '';
      return text.replace(/\{(\w+)\}/g, (whole, key) => key in values ? values[key] : whole);
    }

    /* From disk, a folder does not open as its page. */
    page(address) {
      const file = this.form.dataset.indexFile || (location.protocol === 'file:' ? 'index.html' : '');
      return address.endsWith('/') ? address + file : address;
    }

    readAddress() {
      const typed = new URLSearchParams(location.search).get('q');
      if (typed !== null) this.input.value = typed;
      this.run();
    }

    writeAddress() {
      const address = new URL(this.searchAddress());
      if (!this.input.value) address.search = '';
      try {
        if (this.isPage && address.href !== location.href) history.replaceState(null, '', address);
      } catch {
        // Some browsers forbid it from disk, or after many letters: the results are there all the same.
      }
    }

    searchAddress() {
      const address = new URL(this.form.action);
      address.searchParams.set('q', this.input.value);
      return address.href;
    }

    load() {
      return loadIndex(this.form.dataset.index);
    }

    async run() {
      const typed = this.input.value;
      this.writeAddress();
      if (!typed.trim()) return this.show('');
      try {
        if (!search.ready) this.show(this.text('loading'));
        await this.load();
      } catch {
        return this.show(this.text('error'), this.link(this.text('list-href'), this.text('list-label')));
      }
      if (typed === this.input.value) this.showFound(search.find(typed, this.limit), typed.trim());
    }

    show(status, ...nodes) {
      this.status.textContent = status;
      this.list.replaceChildren(...nodes);
      this.results.toggleAttribute('data-open', status !== '');
    }

    showFound(found, q) {
      if (!found) return this.show('');
      const { total, near, terms, groups } = found;
      if (!total) return this.show(this.text('none', { q }));
      const n = total.toLocaleString(lang);
      const count = this.text(`count-${new Intl.PluralRules(lang).select(total)}`, { n }) || this.text('count-other', { n });
      const nodes = groups.map((group) => this.group(group, terms));
      if (total > this.limit) nodes.push(this.link(this.searchAddress(), this.text('all', { n })));
      this.show(near ? `${this.text('near', { q })} ${count}` : count, ...nodes);
    }

    link(href, label) {
      const link = make('a', '', label);
      link.href = href;
      return make('p', 'search-results__more', link);
    }

    group({ kind, total, results }, terms) {
      const list = make('ul', 'search-results__list', ...results.map((result) => this.result(result, terms)));
      list.setAttribute('role', 'list'); // Safari forgets it where CSS takes the bullets away
      const count = make('span', 'search-results__count', total.toLocaleString(lang));
      const heading = make('h2', 'search-results__heading', this.text(`kind-${kind}`), ' ', count);
      return make('section', 'search-results__group', heading, list);
    }

    result({ document: found, terms: corrected }, typed) {
      const terms = [...typed, ...corrected];
      const { title, hosts = [], also = [] } = found;
      const link = make('a', 'search-result__link', ...marked(hosts.includes(title) ? defang(title) : title, terms));
      link.href = this.page(this.form.dataset.root + found.ref);
      link.dir = 'auto';
      if (found.lang) link.lang = found.lang;
      const meant = meantName([title, ...also], terms);
      const lines = {
        note: found.note,
        host: hosts.filter((host) => host !== title).map(defang).join(' '),
        subtitle: found.subtitle,
        also: meant !== title && this.text('also', { name: meant }),
      };
      const shown = Object.keys(lines).filter((line) => lines[line])
        .flatMap((line) => [' ', make('bdi', `search-result__${line}`, ...marked(lines[line], terms))]);
      return make('li', 'search-result', link, ...shown);
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
      this.run();
    }
  }

  const boxes = [...document.querySelectorAll('form[data-search]')].map((form) => {
    const results = document.getElementById(form.dataset.results) || document.querySelector('[data-search-results]');
    return results && new SearchBox(form, results);
  }).filter(Boolean);

  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || !isPlain(event) || typing || !boxes.length) return;
    event.preventDefault();
    boxes[0].input.focus();
  });
})();
