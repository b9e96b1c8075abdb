/* Loads the pieces that masthead/search/pieces.py cuts: scripts, since a page from disk cannot fetch. */
(() => {
  'use strict';

  if (globalThis.mastheadPieces) return; // what was asked for is still on its way
  const HELD = 400; // as many pieces as one sitting hardly meets with; the oldest are forgotten
  const handed = new Map();
  const loaded = new Map();

  function take(path, value) {
    handed.set(path, value);
  }

  function run(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      const end = (settle) => () => {
        script.remove();
        settle();
      };
      script.async = false; // in order, though fetched at once
      script.onload = end(resolve);
      script.onerror = end(() => reject(new Error(src)));
      script.src = src;
      document.head.append(script);
    });
  }

  /* What lies at the path below the folder; asked for again, it is there already. */
  function load(folder, path) {
    const src = `${folder}${path}.js`;
    const value = loaded.get(src) || (handed.has(path) ? Promise.resolve() : run(src)).then(() => {
      if (!handed.has(path)) throw new Error(src);
      const found = handed.get(path);
      handed.delete(path);
      return found;
    });
    loaded.delete(src);
    loaded.set(src, value);
    value.catch(() => loaded.delete(src)); // the next question tries again
    if (loaded.size > HELD) loaded.delete(loaded.keys().next().value);
    return value;
  }

  /* The keys that were written as how much each shares with the last, and the rest. */
  function frontDecoded(text) {
    let last = '';
    return Array.from(text.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared, rest]) => {
      // Shared letters are counted as Python does: a sign of two units is one.
      last = head(last, shared.charCodeAt(0) - 65) + rest;
      return last;
    });
  }

  function head(text, length) {
    return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(0, length).join('') : text.slice(0, length);
  }

  function nameOf(start) {
    const unit = (sign) => `_${Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at).toString(16).padStart(4, '0')).join('')}`;
    return `k-${start.replace(/[^a-z0-9]/gu, unit)}`;
  }

  /* The place of the piece in which the key would lie, the starts being sorted. */
  function placeOf(starts, key) {
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  globalThis.mastheadPieces = { take, run, load, frontDecoded, nameOf, placeOf };
})();
