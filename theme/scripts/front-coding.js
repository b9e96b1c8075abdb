/* The keys that were written as how much each shares with the last, and the rest. */
export function frontDecoded(text) {
  // Shared letters are counted as Python does: a sign of two units is one.
  const signs = /[\ud800-\udfff]/.test(text) ? (key) => Array.from(key) : (key) => key;
  const join = (some) => (typeof some === 'string' ? some : some.join(''));
  let last = '';
  return text ? text.split(/(?=[A-Z])/).map((key) => {
    last = join(signs(last).slice(0, key.charCodeAt(0) - 65)) + key.slice(1);
    return last;
  }) : [];
}
