/* The facets of lists over what a search has found: loaded when somebody opens them, or an address has a choice. */
import { handOver } from './load-bundle.js';
import { button, fill, formatNumber, make } from './dom.js';
import { Panel } from './facet-panel.js';
import { Rows, names, readAddress, writeAddress } from './facet-counts.js';

const texts = document.querySelector('[data-facet-texts]').dataset;
const NOTHING = new Map();

export class ResultFacets {
  constructor(element, labels, changed) {
    Object.assign(this, { labels, changed, key: '', chosen: readAddress(location.hash, names, []).chosen });
    this.panel = make('div', 'filters__facets');
    this.chips = make('ul', 'filters__chips');
    this.chips.setAttribute('role', 'list');
    this.clear = button('filters__button', texts.clear, () => this.choose(NOTHING));
    element.append(this.panel);
    element.after(make('div', 'filters__bar', this.chips, this.clear));
    addEventListener('popstate', () => this.read());
    addEventListener('hashchange', () => this.read());
  }

  choose(chosen) {
    const asked = location.hash.slice(1).split('&').filter((part) => part.startsWith('q='));
    const hash = [...asked, writeAddress({ chosen, by: '' }).slice(1)].filter(Boolean).join('&');
    history.pushState(null, '', location.pathname + location.search + (hash && `#${hash}`));
    this.chosen = chosen;
    this.changed();
  }

  read() {
    const { chosen } = readAddress(location.hash, names, []);
    if (writeAddress({ chosen, by: '' }) === writeAddress({ chosen: this.chosen, by: '' })) return;
    this.chosen = chosen;
    this.changed();
  }

  /* The groups that are left after the choice, and a sentence about it if there is a choice: only sites have facets. */
  narrow(groups) {
    const sites = groups.find(({ kind }) => kind === 'outlet')?.results || [];
    this.take(sites);
    const { shown, number, counts } = this.rows.filter(this.chosen);
    this.facets.update(this.chosen, counts);
    this.chips.replaceChildren(...this.facets.chips().map((chip) => make('li', '', chip)));
    this.clear.hidden = !this.chosen.size;
    if (!this.chosen.size) return { groups };
    const words = { n: formatNumber(number), all: formatNumber(sites.length) };
    const left = { kind: 'outlet', total: number, results: sites.filter((_, row) => shown[row]) };
    return { groups: number ? [left] : [], status: fill(number ? texts.shown : texts.none, words) };
  }

  take(sites) {
    const key = sites.map(({ ref }) => ref).join();
    if (this.facets && key === this.key) return;
    this.key = key;
    this.rows = new Rows(this.labels);
    for (const { document: found } of sites) this.rows.add(found.ref, found.title, found.lang || '', found.facets[0]);
    this.facets = new Panel(this.panel, this.rows, NOTHING, texts, (chosen) => this.choose(chosen));
  }
}

handOver('search-facets.min.js', { ResultFacets });
