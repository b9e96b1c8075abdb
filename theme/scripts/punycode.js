/* Labels of other scripts as readable text: the decoder of RFC 3492, which browsers have and do not expose. */
import { handOver } from './load-bundle.js';

export function readable(label) {
  if (!label.startsWith('xn--')) return label;
  const [, plain, coded] = /^xn--(?:(.*)-)?([^-]*)$/.exec(label);
  const text = Array.from(plain || '');
  let point = 128, at = 0, bias = 72, read = 0;
  while (read < coded.length) {
    const before = at;
    for (let weight = 1, k = 36, digit, least; ; k += 36, weight *= 36 - least) {
      digit = parseInt(coded[read++], 36);
      digit += digit < 10 ? 26 : -10;
      least = Math.min(Math.max(k - bias, 1), 26);
      if (!(at < 2 ** 31)) return label;
      at += digit * weight;
      if (digit < least) break;
    }
    const size = text.length + 1;
    let delta = Math.floor((at - before) / (before ? 2 : 700));
    delta += Math.floor(delta / size);
    for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor(36 * delta / (delta + 38));
    point += Math.floor(at / size);
    at %= size;
    if (!(point < 0x110000)) return label;
    text.splice(at++, 0, String.fromCodePoint(point));
  }
  return text.join('');
}

handOver('punycode.min.js', { readable });
