/* Is this site listed? Text of records, and what was pasted, is not to be trusted and only ever becomes text nodes. */
import { loadBundle } from './load-bundle.js';
import { announcer } from './announce.js';
import { code, formatNumber, make as element, page } from './dom.js';
import { LISTED, PART, SHARED, Tables } from './lookup-tables.js';
import { spaceLines } from './pasted-lines.js';
import { findPlain } from './plain-address.js';

const WAIT = 200; // milliseconds after the last letter
const EXCLUDED = 2, WEBSITE = 3, IMITATED = 4, RELATED = 5;
const FOREIGN = /[^ -~]|%(25)*[c-f]/i; // letters beyond ASCII, or what may become one
let texts, foreign; // the reader of texts that are more than one plain address, and of those with letters beyond ASCII, once loaded

function make(name, className, ...children) {
  return element(name, className && `lookup-answer__${className}`, ...children);
}

class Answers extends Tables {
  /* Hosts that look like one that is unknown. */
  async like(found) {
    if (found.values || found.hidden) return found;
    const { readable } = found.host.includes('xn--') ? await loadBundle('punycode.min.js') : {};
    const { likes } = await loadBundle('similar-hosts.min.js');
    return { ...found, likes: await likes(found.host, (...asked) => this.piece(...asked), readable) };
  }
}

/* The addresses in the text, or undefined if what it takes to read it is not loaded yet. */
function find(text) {
  return findPlain(text) || (FOREIGN.test(text) ? foreign : texts)?.find(text);
}

async function loadTexts(text) {
  texts = await loadBundle('several-addresses.min.js');
  if (FOREIGN.test(text)) foreign = texts.learn((await loadBundle('similar-hosts.min.js')).LOOKS);
}

class Box {
  constructor(form, answer) {
    this.form = form;
    this.answer = answer;
    this.input = form.querySelector('input');
    this.tables = new Answers(answer.dataset);
    this.isPage = form.dataset.lookupPage !== undefined;
    [this.heard, this.hear] = announcer();
    answer.after(this.heard);
  }

  listen() {
    spaceLines(this.input);
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.hear('');
      this.timer = setTimeout(() => this.ask('typed'), WAIT);
    });
    this.form.addEventListener('submit', (event) => this.submit(event));
    if (this.isPage) addEventListener('hashchange', () => this.open());
    this.open();
  }

  /* What the address asks: behind # where it stays in the browser, or behind ? in links from elsewhere. */
  open() {
    const asked = new URLSearchParams(location.hash.slice(1)).get('u') || new URLSearchParams(location.search).get('u');
    if (asked) this.input.value = asked.replace(/[\r\n]+/g, ' ');
    if (this.input.value) this.ask();
  }

  /* Without an address in the text, the form is for the search. */
  submit(event) {
    const found = this.isPage || find(this.input.value.trim());
    if (found && !found.length && !this.isPage) return;
    event.preventDefault();
    if (found) this.ask();
    else loadTexts(this.input.value).then(() => this.form.requestSubmit(), () => this.ask());
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

  async ask(awaited = 'at once') {
    clearTimeout(this.timer);
    this.answer.dataset.awaited = awaited;
    const text = this.input.value.trim();
    this.writeAddress(text);
    try {
      if (!find(text)) await loadTexts(text);
      const known = await Promise.all(find(text).map((one) => this.tables.known(one)));
      const answers = await Promise.all((texts ? texts.meant(known) : known).map((one) => this.tables.like(one)));
      if (text === this.input.value.trim()) this.show(...answers.length ? this.toldAll(answers) : this.unread(text));
    } catch {
      this.show('', this.say('error'), this.link(this.answer.dataset.list, this.answer.dataset.sayList));
    }
  }

  show(kind, ...nodes) {
    if (kind) this.answer.dataset.answer = kind;
    else delete this.answer.dataset.answer;
    delete this.answer.dataset.awaited;
    this.answer.replaceChildren(...nodes);
    this.answer.hidden = !nodes.length;
    this.hear(nodes.filter((node, at) => !at || node.matches('.lookup-answer__caution')).map((node) => node.textContent).join(' '));
  }

  unread(text) {
    if (!text || !this.isPage) return [''];
    const search = `${this.answer.dataset.search}#${new URLSearchParams({ q: text.slice(0, 200) })}`;
    return ['unreadable', this.say('unreadable'), this.link(search, this.answer.dataset.saySearch)];
  }

  /* A sentence of the page, with nodes where it has {names}; what is in [brackets] is its label. */
  say(name, values = {}, className = 'answer') {
    const parts = this.answer.getAttribute(`data-say-${name}`).split(/[{[]([^.].*?)[}\]]/);
    return make('p', className, ...parts.map((part, at) => (at % 2 ? values[part] || make('strong', 'label', part) : part)));
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

  /* The answer to a text, to its one address or to several: its kind, and then its nodes. */
  toldAll(answers) {
    const told = answers.map((one) => [
      ...this.told(one),
      ...one.inside.map((host, at) => this.say(at ? 'inside-further' : 'inside', { at: code(host) }, 'note')),
    ]);
    const isCautious = told.some(([kind]) => !['listed', 'part-of', 'unreadable'].includes(kind));
    const together = told.length > 1 ? texts.together(told, (...words) => this.say(...words), make, formatNumber) : told[0];
    return [...together, ...isCautious ? [this.say('caution', {}, 'caution')] : []];
  }

  told({ host, hidden, at, own, values = [], likes = [] }) {
    const [kind, ...said] = values;
    const named = { host: code(host), at: at && code(at) };
    if (hidden) return ['unreadable', this.say('hidden', named), this.say('open', {}, 'text')];
    if (kind === LISTED || kind === PART) return this.toldOutlet(kind, said, own, at, named);
    if (kind === EXCLUDED) {
      const [reason, path, name] = said;
      return ['excluded', this.say('excluded', named), make('p', 'text', reason), this.link(this.page(path), name)];
    }
    if (kind === SHARED) return ['shared-host', this.say('shared-host', named)];
    if (kind === RELATED || kind === IMITATED) {
      const [few, n] = said;
      const word = kind === RELATED ? 'related' : 'imitated';
      const more = n > few.length ? [this.say('more', { n: formatNumber(n - few.length) }, 'note')] : [];
      return [kind === RELATED ? word : 'not-listed', this.say(word, named), ...few.map((one) => this.outlet(...one)), ...more];
    }
    if (likes.length) {
      const lines = likes.flatMap((like) => [
        this.say(like.imitated ? 'like-imitated' : 'like-listed', { at: code(like.host) }, 'text'), this.outlet(like.outlet)]);
      return ['alike', this.say('alike', named), ...lines, this.say('likeness', {}, 'note')];
    }
    const firm = kind === WEBSITE ? [this.say('website', named, 'text'), this.link(this.page(said[0]), said[1])] : [];
    return ['not-listed', this.say('not-listed', named), ...firm];
  }

  /* Its name, one sentence, what is known of who runs it in small type, and the way to the record. */
  toldOutlet(kind, [name, lang, [sentence, more], state, outlet, role], own, at, named) {
    const is = kind === LISTED && own ? 'listed' : 'part-of';
    const how = kind === PART && own ? [this.say('role', { role }, 'note')] : [];
    const said = this.say(is, named), title = element('bdi', '', name || code(outlet || at));
    if (state) said.append(' ', make('span', 'state', state));
    if (lang) title.lang = lang;
    return [is, said, make('p', 'name', title), ...how, make('p', 'text', sentence), make('p', 'note', more),
      this.outlet(outlet || at, this.answer.dataset.sayRead)];
  }
}

for (const form of document.querySelectorAll('form[data-lookup]')) {
  const answer = document.getElementById(form.dataset.lookup);
  if (answer) new Box(form, answer).listen();
}
