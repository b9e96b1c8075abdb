/* The same, rule by rule, as masthead/search/normalise.py, which says why. Change the two together. */
(() => {
  'use strict';

  const LONGEST_TOKEN = 40;
  const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
  const SPELT_OUT = {
    ß: 'ss', ς: 'σ', ı: 'i', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', æ: 'ae', œ: 'oe', þ: 'th',
  };
  const SPELLING = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g');
  const MARKED = /([0-9a-z\u00df-\u02ff\u0370-\u0482\u048a-\u052f])\p{M}+/gu;
  const UNSPACED_LETTER = '(?=[\\p{L}\\p{N}])[\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff' +
    '\\u3005-\\u9fff\\uac00-\\ud7ff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
  const UNSPACED = new RegExp(`^${UNSPACED_LETTER}`, 'u');
  const RUN = new RegExp(
    `(?:${UNSPACED_LETTER}\\p{M}*)+|(?:(?!${UNSPACED_LETTER})[\\p{L}\\p{N}]\\p{M}*)+`, 'gu');
  const SIGN = /\P{M}\p{M}*/gu;
  const HOST = /^(?:[\p{L}\p{M}\p{N}_-]+\.)+(?=\p{L})[\p{L}\p{M}\p{N}_-]{2,}$/u;
  const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

  function fold(text) {
    return text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase()
      .replace(SPELLING, (letter) => SPELT_OUT[letter])
      .normalize('NFD').replace(MARKED, '$1').normalize('NFC');
  }

  function isUnspaced(text) {
    return UNSPACED.test(text);
  }

  function runs(text) {
    return fold(text).match(RUN) || [];
  }

  function pairs(run) {
    if (!isUnspaced(run)) return [run];
    const signs = run.match(SIGN);
    return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
  }

  function tokens(text) {
    return runs(text).flatMap(pairs).map((token) => Array.from(token).slice(0, LONGEST_TOKEN).join(''));
  }

  function whole(text) {
    const joined = runs(text).join('');
    return Array.from(joined).length <= LONGEST_TOKEN ? joined : '';
  }

  function trim(text) {
    return text.replace(AROUND, '');
  }

  function typedHost(word) {
    let host = trim(fold(word).replace(/[[({](?:\.|dot)[\])}]|。/g, '.').replace(/\[:\]/g, ':'));
    host = host.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/+/, '').replace(/[/?#\\][^]*/, '');
    host = trim(host.slice(host.lastIndexOf('@') + 1).replace(/:[0-9]*$/, '')).replace(/^www\./, '');
    return HOST.test(host) ? host : '';
  }

  const search = globalThis.mastheadSearch = globalThis.mastheadSearch || {};
  search.text = { fold, isUnspaced, tokens, typedHost, whole };
})();
