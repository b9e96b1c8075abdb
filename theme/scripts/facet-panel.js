/* Check boxes for the values of facets, with how many each would leave. Labels come from records: text nodes only. */
import { button, fill, formatNumber, make } from './dom.js';

const FIRST = 6;  // values of a facet that are offered before the others are asked for
const MANY = 30;  // more than these can be looked through by typing
const MOST = 300; // as many as a page bears at a time; the others are found by typing
let made = 0;

function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/* One facet. Its values keep their order while numbers change, so that nothing moves under a finger. */

class Facet {
  constructor(facet, totals, texts, choose) {
    Object.assign(this, { facet, texts, choose, boxes: new Map(), counts: totals, chosen: new Set(), all: false, typed: '' });
    this.values = facet.values.filter(([code]) => totals.has(code));
    // Sorting is stable: values that as many outlets have stay as they came, by name.
    if (facet.byNumber) this.values.sort(([one], [other]) => totals.get(other) - totals.get(one));
    this.list = make('ul', 'facet__values');
    this.list.setAttribute('role', 'list'); // lost in Safari with the bullets
    this.element = make('fieldset', 'facet', make('legend', 'facet__name', facet.label), this.list);
    if (this.values.length > FIRST + 1) this.addMore();
  }

  addMore() {
    const text = fill(this.texts.showAll, { n: formatNumber(this.values.length) });
    this.more = button('facet__more', text, () => {
      this.all = true;
      this.more.remove();
      this.list.classList.add('facet__values--all');
      if (this.values.length > MANY) this.addSearch();
      this.draw();
      this.list.querySelectorAll('input')[FIRST]?.focus();
    });
    this.more.setAttribute('aria-label', `${text}: ${this.facet.label}`);
    this.element.append(this.more);
  }

  addSearch() {
    const input = make('input', 'facet__search');
    input.type = 'search';
    input.setAttribute('aria-label', fill(this.texts.find, { facet: this.facet.label }));
    input.placeholder = input.getAttribute('aria-label');
    input.addEventListener('input', () => {
      this.typed = fold(input.value.trim());
      this.draw();
    });
    this.list.before(input);
  }

  /* Values that were offered stay, so that nothing vanishes under a finger. */
  offered() {
    const fits = ([code, label], place) => this.all ? fold(label).includes(this.typed) : !this.more || place < FIRST ||
      this.boxes.has(code) || this.chosen.has(code);
    return this.values.filter(fits).slice(0, MOST);
  }

  draw() {
    const items = this.offered().map(([code, label]) => this.item(code, label));
    // Only if another is there: an element that is put in again loses the focus.
    if (items.length !== this.list.children.length || items.some((item, at) => item !== this.list.children[at])) {
      this.list.replaceChildren(...items);
    }
  }

  item(code, label) {
    if (!this.boxes.has(code)) {
      const input = make('input', 'facet__box');
      input.type = 'checkbox';
      input.id = `_facet-${made += 1}`;
      input.addEventListener('change', () => this.choose(this.facet.name, code, input.checked));
      const count = make('span', 'facet__count');
      const name = make('label', 'facet__label', make('bdi', '', label), ' ', count);
      name.htmlFor = input.id;
      this.boxes.set(code, { input, count, item: make('li', 'facet__value', input, name) });
    }
    const { input, count, item } = this.boxes.get(code);
    const number = this.counts.get(code) || 0;
    input.checked = this.chosen.has(code);
    count.textContent = formatNumber(number);
    item.classList.toggle('facet__value--none', !number && !input.checked);
    return item;
  }

  update(counts, chosen) {
    const labels = new Map(this.values);
    for (const code of chosen) if (!labels.has(code)) this.values.push([code, this.facet.labels.get(code) || code]);
    Object.assign(this, { counts, chosen });
    this.draw();
  }
}

/* All facets of some rows, except those that the page fixes, and the values that are chosen. */
export class Panel {
  constructor(root, rows, fixed, texts, changed) {
    Object.assign(this, { rows, texts, changed, chosen: new Map() });
    const { counts } = rows.filter(fixed);
    this.facets = [...rows.facets.values()].filter(({ name }) => !fixed.has(name)).map((facet) =>
      new Facet(facet, counts.get(facet.name), texts, (name, code, on) => this.choose(name, code, on)));
    // With one value there is nothing to choose.
    root.replaceChildren(...this.facets.filter(({ values }) => values.length > 1).map(({ element }) => element));
    this.facets.forEach((facet) => facet.draw());
  }

  choose(name, code, on) {
    const chosen = new Map(this.chosen);
    const codes = new Set(chosen.get(name));
    if (on) codes.add(code);
    else codes.delete(code);
    if (codes.size) chosen.set(name, codes);
    else chosen.delete(name);
    this.changed(chosen);
  }

  /* The chosen values as buttons; each button removes its value. */
  chips() {
    return [...this.chosen].flatMap(([name, codes]) => [...codes].map((code) => {
      const value = this.rows.label(name, code);
      const chip = button('filters__chip', '', () => this.choose(name, code, false));
      chip.append(make('bdi', '', value), make('span', 'filters__remove', '×'));
      chip.setAttribute('aria-label', fill(this.texts.remove, { facet: this.rows.facets.get(name).label, value }));
      return chip;
    }));
  }

  update(chosen, counts) {
    this.chosen = chosen;
    for (const facet of this.facets) facet.update(counts.get(facet.facet.name), chosen.get(facet.facet.name) || new Set());
  }
}
