/* What a typed text finds in the index, in the order in which a person expects it. */
/* global lunr */
(() => {
  'use strict';

  const search = globalThis.mastheadSearch = globalThis.mastheadSearch || {};
  const LONGEST_QUERY = 200;
  const KINDS = ['outlet', 'firm', 'campaign', 'country', 'source'];
  // Ranks, the best first. Those of words are doubled, and one more where only details match.
  const HOST = -2, NAME = -1, EXACT = 0, PREFIX = 2, INSIDE = 4, TYPO = 6;
  const LETTERS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}.-]{4,}$/u;
  let index, documents;

  /* lunr's own writes labels and numbers of nodes without a sign between: with digits among the labels,
     different nodes look the same, words get lost and queries throw. See VENDORED.md. */
  function describeNode() {
    const edges = Object.keys(this.edges).sort().map((label) => `${label}${this.edges[label].id};`);
    return this._str || (this.final ? 1 : 0) + edges.join('');
  }

  function load(data) {
    lunr.TokenSet.prototype.toString = describeNode;
    index = lunr.Index.load(data.index);
    documents = data.documents;
    search.ready = true;
  }

  function rankOf(token, metadata) {
    return Math.min(...Object.keys(metadata).map((term) => {
      const rank = term === token ? EXACT : term.startsWith(token) ? PREFIX : term.includes(token) ? INSIDE : TYPO;
      return rank + Object.keys(metadata[term]).every((field) => field === 'detail');
    }));
  }

  /* What answers the patterns, in which alone * means anything: by document its rank, score and misspelt words. */
  function ask(token, patterns, known) {
    const results = index.query((query) => patterns.forEach(([pattern, options]) => {
      query.term(pattern, { usePipeline: false, ...options });
    }));
    return new Map(results.map(({ ref, score, matchData: { metadata } }) => [ref, {
      score, rank: known || rankOf(token, metadata),
      terms: Object.keys(metadata).filter((term) => !term.includes(token)),
    }]));
  }

  function askToken(token) {
    const patterns = [[token, { boost: 100 }]];
    const typable = LETTERS.test(token);
    if (tells(token)) patterns.push([`${token}*`, { boost: 10 }]);
    if (typable) patterns.push([`*${token}*`, { fields: ['host'] }]);
    const found = ask(token, patterns);
    return found.size || !typable ? found : ask(token, [[token, { editDistance: 1 }]]);
  }

  function askHost(host) {
    // m.romajournal.org is part of romajournal.org.
    for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const found = ask(name, [[name, { fields: ['host'] }]], name === host ? HOST : NAME);
      if (found.size) return found;
    }
    return askToken(host);
  }

  /* One letter begins a tenth of all words; one sign of a script without spaces is half a word. */
  function tells(token) {
    return token.length > 1 || search.text.isUnspaced(token);
  }

  /* The typed words: {host} for an address, {token} for each token of anything else. */
  function read(text) {
    const parts = new Map();
    for (const word of text.split(/\s+/u)) {
      const host = search.text.typedHost(word);
      if (host) parts.set(host, { host });
      else search.text.tokens(word).forEach((token) => parts.set(token, { token }));
    }
    const telling = [...parts.values()].filter(({ host, token }) => host || tells(token));
    return telling.length ? telling : [...parts.values()];
  }

  /* The parts, each address taken to pieces without as many of its last labels as *dropped*. */
  function split(parts, dropped) {
    const labels = (host) => host.split('.').reverse().slice(dropped).reverse().join(' ');
    return parts.flatMap((part) => part.host ? read(labels(part.host)) : [part]);
  }

  function join(parts) {
    const joined = new Map();
    for (const { host, token } of parts) {
      (host ? askHost(host) : askToken(token)).forEach(({ score, rank, terms }, ref) => {
        const match = joined.get(ref) || { ref, hits: 0, score: 0, rank, terms: [] };
        match.hits += 1;
        match.score += score;
        match.rank = Math.max(match.rank, rank);
        match.terms.push(...terms);
        joined.set(ref, match);
      });
    }
    return joined;
  }

  function joinAll(parts) {
    const joined = join(parts);
    joined.forEach(({ hits }, ref) => hits < parts.length && joined.delete(ref));
    return joined;
  }

  function addNamed(text, found, hits) {
    const name = search.text.whole(text);
    if (!name) return;
    ask(name, [[name, { fields: ['whole'] }]], NAME).forEach((match, ref) => {
      const { rank } = found.get(ref) || match;
      found.set(ref, { ...match, ref, hits, rank: Math.min(rank, NAME) });
    });
  }

  /* All that answer every part; failing that, those that answer the pieces of an address; then any part. */
  function answers(text) {
    const parts = read(text);
    const found = joinAll(parts);
    addNamed(text, found, parts.length);
    const isAddress = parts.some(({ host }) => host);
    // Of an address any other address is only near, of a word a misspelling.
    const near = ![...found.values()].some(({ rank }) => rank < (isAddress ? PREFIX : TYPO));
    const fallbacks = [() => joinAll(split(parts, 0)), () => joinAll(split(parts, 1)), () => join(split(parts, 1))];
    const matches = fallbacks.slice(isAddress ? 0 : 2).reduce((some, next) => some.size ? some : next(), found);
    return { near, matches: [...matches.values()] };
  }

  function grouped(matches, limit) {
    const groups = new Map();
    matches.forEach(({ document, terms }, place) => {
      const group = groups.get(document.kind) || { kind: document.kind, total: 0, results: [] };
      group.total += 1;
      if (place < limit) group.results.push({ document, terms });
      groups.set(document.kind, group);
    });
    return [...groups.values()].filter(({ results }) => results.length);
  }

  /* Returns {total, near, terms, groups}, or nothing as long as too little is typed to look for. */
  function find(typed, limit) {
    const text = Array.from(typed).slice(0, LONGEST_QUERY).join('');
    const terms = search.text.tokens(text);
    if (!text.trim() || (terms.length === 1 && !tells(terms[0]))) return undefined;
    const { near, matches } = answers(text);
    for (const match of matches) match.document = documents[match.ref];
    const kind = ({ document }) => KINDS.indexOf(document.kind);
    matches.sort((a, b) => b.hits - a.hits || a.rank - b.rank || kind(a) - kind(b) || b.score - a.score || a.ref - b.ref);
    return { total: matches.length, near, terms, groups: grouped(matches, limit) };
  }

  Object.assign(search, { load, find });
})();
