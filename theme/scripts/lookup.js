/* Is this site listed? Text of records, and what was pasted, is not to be trusted and only ever becomes text nodes. */
import { loadBundle } from './load-bundle.js';
import { code, formatNumber, make as element, page } from './dom.js';
import { likes } from './similar-hosts.js';
import { frontDecoded, loadPiece, nameOf, placeOf } from './index-pieces.js';
import { read } from './host-in-text.js';

const WAIT = 200; // milliseconds after the last letter
const [LISTED, PART, EXCLUDED, WEBSITE, IMITATED, RELATED, SHARED] = [0, 1, 2, 3, 4, 5, 6];

function make(name, className, ...children) {
  return element(name, className && `lookup-answer__${className}`, ...children);
}

function upwards(host) {
  return host.split('.').reverse().join();
}

class Tables {
  constructor(folder) {
    this.folder = folder;
  }

  /* Name and value of the piece of a table that would have the key. */
  async piece(table, key) {
    const [levels, first] = (await loadPiece(this.folder, 'root'))[table];
    let starts = first;
    for (let level = levels; ; level -= 1) {
      const known = frontDecoded(starts);
      const name = nameOf(known[placeOf(known, key)]);
      const value = await loadPiece(this.folder, `${table}/${level}/${name}`);
      if (!level) return [name, value];
      starts = value;
    }
  }

  /* The answer for a host, or for the nearest host above it. */
  async row(host) {
    const key = upwards(host);
    const [name, [keys, starts]] = await this.piece('hosts', key);
    const known = frontDecoded(keys);
    for (let at = key; at.includes(','); at = at.slice(0, at.lastIndexOf(','))) {
      const place = known.indexOf(at);
      if (place < 0) continue;
      const number = starts.filter((start) => start <= place).length - 1;
      const answers = await loadPiece(this.folder, `answers/${name}-${number}`);
      return { host, at: at.split(',').reverse().join('.'), own: at === key, values: answers[place - starts[number]] };
    }
    return undefined;
  }

  async find({ host, bare }) {
    const exact = await this.row(host);
    const without = bare !== host && !(exact && exact.own) && await this.row(bare);
    if (without || exact) return without || exact;
    const { readable } = bare.includes('xn--') ? await loadBundle('punycode.min.js') : {};
    return { host: bare, likes: await likes(bare, (...asked) => this.piece(...asked), readable) };
  }
}

class Box {
  constructor(form, answer) {
    this.form = form;
    this.answer = answer;
    this.input = form.querySelector('input');
    this.tables = new Tables(answer.dataset.tables);
    this.isPage = form.dataset.lookupPage !== undefined;
  }

  listen() {
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    this.form.addEventListener('submit', (event) => {
      if (!this.isPage && !read(this.input.value).host) return;
      event.preventDefault();
      this.ask();
    });
    if (this.isPage) addEventListener('hashchange', () => this.open());
    this.open();
  }

  /* What the address asks: behind # where it stays in the browser, or behind ? where a form without script puts it. */
  open() {
    const asked = new URLSearchParams(location.hash.slice(1)).get('u') || new URLSearchParams(location.search).get('u');
    if (asked) this.input.value = asked;
    if (this.input.value) this.ask();
  }

  writeAddress(text) {
    const address = new URL(location.href);
    address.search = '';
    address.hash = text && new URLSearchParams({ u: text }); // which takes broken signs, too
    try {
      if (this.isPage && address.hash !== location.hash) history.replaceState(null, '', address);
    } catch {
      // Some browsers forbid it from disk.
    }
  }

  async ask() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    const reading = read(text);
    this.writeAddress(text);
    if (!reading.host) return this.show(...this.unread(text));
    try {
      const found = await this.tables.find(reading);
      if (text === this.input.value.trim()) this.show(...this.told(found));
    } catch {
      this.show('', this.say('error'), this.link(this.answer.dataset.list, this.answer.dataset.sayList));
    }
  }

  show(kind, ...nodes) {
    if (kind) this.answer.dataset.answer = kind;
    else delete this.answer.dataset.answer;
    this.answer.replaceChildren(...nodes);
    this.answer.hidden = !nodes.length;
  }

  unread(text) {
    if (!text || !this.isPage) return [''];
    const search = `${this.answer.dataset.search}?${new URLSearchParams({ q: text.slice(0, 200) })}`;
    return ['unreadable', this.say('unreadable'), this.link(search, this.answer.dataset.saySearch)];
  }

  /* A sentence of the page, with nodes where it has {names}. */
  say(name, values = {}, className = 'answer') {
    const parts = this.answer.getAttribute(`data-say-${name}`).split(/\{(\w+)\}/);
    return make('p', className, ...parts.map((part, at) => (at % 2 ? values[part] : part)));
  }

  link(href, text, lang, host) {
    const link = make('a', '', text || code(host));
    link.href = href;
    if (lang) link.lang = lang;
    link.dir = 'auto';
    return make('p', 'link', link);
  }

  page(path) {
    const { root, index } = this.answer.dataset;
    return page(root + path, index);
  }

  outlet(host, name, lang) {
    return this.link(this.page(`sites/${host}/`), name, lang, host);
  }

  told({ host, at, own, values = [], likes = [] }) {
    const [kind, ...said] = values;
    const named = { host: code(host), at: at && code(at) };
    const caution = this.say('caution', {}, 'note');
    if (kind === LISTED || kind === PART) return this.toldOutlet(kind, said, own, at, named);
    if (kind === EXCLUDED) {
      const [reason, path, name] = said;
      return ['excluded', this.say('excluded', named), make('p', 'text', reason), this.link(this.page(path), name), caution];
    }
    if (kind === SHARED) return ['shared-host', this.say('shared-host', named), caution];
    if (kind === RELATED || kind === IMITATED) {
      const [few, n] = said;
      const word = kind === RELATED ? 'related' : 'imitated';
      const more = n > few.length ? [this.say('more', { n: formatNumber(n - few.length) }, 'note')] : [];
      return [kind === RELATED ? word : 'not-listed', this.say(word, named), ...few.map((one) => this.outlet(...one)), ...more, caution];
    }
    if (likes.length) {
      const lines = likes.flatMap((like) => [
        this.say(like.imitated ? 'like-imitated' : 'like-listed', { at: code(like.host) }, 'text'), this.outlet(like.outlet)]);
      return ['alike', this.say('alike', named), ...lines, this.say('likeness', {}, 'note'), caution];
    }
    const firm = kind === WEBSITE ? [this.say('website', named, 'text'), this.link(this.page(said[0]), said[1])] : [];
    return ['not-listed', this.say('not-listed', named), ...firm, caution];
  }

  toldOutlet(kind, [name, lang, text, state, outlet, role], own, at, named) {
    const is = kind === LISTED && own ? 'listed' : 'part-of';
    const how = kind === PART && own ? this.say('role', { role }, 'note') : '';
    const link = this.outlet(outlet || at, name, lang);
    if (state) link.append(' ', make('span', 'state', state));
    return [is, this.say(is, named), how, link, make('p', 'text', text)];
  }
}

for (const form of document.querySelectorAll('form[data-lookup]')) {
  const answer = document.getElementById(form.dataset.lookup);
  if (answer) new Box(form, answer).listen();
}
