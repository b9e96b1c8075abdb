/* What a typed text finds, in the order that a person expects. */
/* global lunr */
(() => {
  'use strict';

  const search = globalThis.mastheadSearch;
  const KINDS = ['outlet', 'firm', 'campaign', 'country', 'source'];
  // Ranks, the best first; one more where only details match.
  const HOST = -2, NAME = -1, EXACT = 0, PREFIX = 2, INSIDE = 4, TYPO = 6;
  const LETTERS = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}.-]{4,}$/u;
  let index, documents;

  /* lunr's own takes different nodes for one where there are digits: see VENDORED.md. */
  function describeNode() {
    const describe = (label) => `${label}${this.edges[label].id};`;
    return this._str || (this.final ? 1 : 0) + Object.keys(this.edges).sort().map(describe).join('');
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

  /* What answers the patterns, with * for anything, by document. */
  function ask(token, patterns, known) {
    const results = index.query((query) => patterns.forEach(([pattern, options]) => {
      query.term(pattern, { usePipeline: false, ...options });
    }));
    return new Map(results.map(({ ref, score, matchData: { metadata } }) => [ref, {
      ref, score, document: documents[ref], rank: known || rankOf(token, metadata),
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
    for (let name = host; isHost(name); name = name.slice(name.indexOf('.') + 1)) {
      const found = ask(name, [[name, { fields: ['host'] }]], name === host ? HOST : NAME);
      if (found.size) return found;
    }
    return askToken(host);
  }

  /* No other token has a dot. */
  function isHost(token) {
    return token.includes('.');
  }

  /* bbc, of news.bbc.co.uk */
  function nameOf(host) {
    return host.replace(/(\.(ac|com?|edu|gob?|gov|net?|org?))?\.[^.]+$/, '').split('.').pop();
  }

  /* One letter tells little, one sign of a script without spaces much. */
  function tells(token) {
    return token.length > 1 || search.text.isUnspaced(token);
  }

  function read(text) {
    const { tokens, typedHost } = search.text;
    const all = [...new Set(text.split(/\s+/u).flatMap((word) => typedHost(word) || tokens(word)))];
    return all.some(tells) ? all.filter(tells) : all;
  }

  function join(tokens) {
    const joined = new Map();
    for (const token of tokens) {
      (isHost(token) ? askHost : askToken)(token).forEach((match, ref) => {
        const other = joined.get(ref) || { hits: 0, score: 0, rank: HOST, terms: [] };
        joined.set(ref, {
          ...match, hits: other.hits + 1, score: other.score + match.score,
          rank: Math.max(other.rank, match.rank), terms: other.terms.concat(match.terms),
        });
      });
    }
    return joined;
  }

  function joinAll(tokens) {
    const joined = join(tokens);
    joined.forEach(({ hits }, ref) => hits < tokens.length && joined.delete(ref));
    return joined;
  }

  function addNamed(text, found, hits) {
    const name = search.text.whole(text);
    const value = search.text.exact(text);
    const called = name ? [[name, { fields: ['whole'] }]] : [];
    ask(name, [...called, [value, { fields: ['indicator'] }]], NAME).forEach((match, ref) => {
      const { rank } = found.get(ref) || match;
      found.set(ref, { ...match, hits, rank: Math.min(rank, NAME) });
    });
  }

  /* What answers all, or else the host; failing that, its labels or name, or any word. */
  function answers(text) {
    const tokens = read(text);
    const hosts = tokens.filter(isHost);
    let found = joinAll(tokens);
    addNamed(text, found, tokens.length);
    if (!found.size) found = joinAll(hosts);
    // Of a host any other host is only near, of a word a misspelling.
    const near = [...found.values()].every(({ rank }) => rank >= (hosts.length ? PREFIX : TYPO));
    const labels = (words) => joinAll(read(words.join(' ').replace(/\./g, ' ')));
    if (!found.size && hosts.length) found = labels(tokens);
    if (!found.size) found = hosts.length ? labels(hosts.map(nameOf)) : join(tokens);
    return { near, matches: [...found.values()] };
  }

  const kindOf = ({ document }) => document.kind;

  /* The best, as many as the limit, by kind. */
  function grouped(matches, limit) {
    const shown = matches.slice(0, limit);
    return [...new Set(shown.map(kindOf))].map((kind) => {
      const isKind = (match) => kindOf(match) === kind;
      return { kind, total: matches.filter(isKind).length, results: shown.filter(isKind) };
    });
  }

  /* Returns nothing as long as too little is typed to look for. */
  function find(typed, limit) {
    const text = Array.from(typed).slice(0, 200).join('');
    const terms = search.text.tokens(text);
    if (terms.length === 1 && !tells(terms[0])) return undefined;
    const { near, matches } = answers(text);
    const order = (match) => KINDS.indexOf(kindOf(match));
    matches.sort((a, b) => b.hits - a.hits || a.rank - b.rank || order(a) - order(b) || b.score - a.score || a.ref - b.ref);
    return { total: matches.length, near, terms, groups: grouped(matches, limit) };
  }

  Object.assign(search, { load, find });
})();
