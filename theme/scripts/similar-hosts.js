/* Hosts that look like one: the same as masthead/lookup/similar_hosts.py, which says why, and what is one letter away. */
import { frontDecoded } from './front-coding.js';
import { handOver } from './load-bundle.js';
import { LOOKS, takenFor } from './look-alikes.js';

const ENDING = /^(.*?)\.((?:(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.(?=..$))?[^.]+)$/;
const SHORTEST = 4, SHORTEST_MISSPELT = 6, MOST = 3, TAKEN_FOR = takenFor();

/* Each letter as the one that it is taken for; two that look like one stay two. */

function letters(host, readable) {
  const bare = host.split('.').map((label) => readable(label)).join('.').normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  return Array.from(bare, (letter) => TAKEN_FOR.get(letter) || letter).join('');
}

export function skeleton(host, readable = String) {
  return letters(host, readable).replace(/rn/g, 'm').replace(/vv/g, 'w');
}

function reversed(text) {
  return Array.from(text).reverse().join('');
}

/* Whether one letter more, less or other, or two that changed places, make one text of the other. */
function isNear(one, other) {
  let start = 0, end = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const rest = one.slice(start, one.length - end), others = other.slice(start, other.length - end);
  return (rest.length < 2 && others.length < 2) || (rest.length === 2 && others === rest[1] + rest[0]);
}

/* The hosts that the host may be taken for: each with its record, and whether it is the imitated one. `readable` gives
   the letters of a label of another script, and is needed only for these. */
export async function likes(host, piece, readable = String) {
  const [, names, ending] = ENDING.exec(host);
  const own = names.split('.').pop();
  const name = skeleton(own, readable);
  const found = new Map();
  const look = async (table, sought, read) => {
    const [, [keys, values]] = await piece(table, sought);
    frontDecoded(keys).forEach((key, at) => {
      const [, written, end] = ENDING.exec(key);
      const other = read(written);
      const [domain, like = domain, outlet = like, imitated] = values[at] || [];
      const [, exact] = ENDING.exec(domain || `${other}.${end}`);
      const misspelt = end === ending && name.length >= SHORTEST_MISSPELT &&
        (isNear(name, other) || isNear(letters(own, readable), letters(exact, readable)));
      const shown = like || `${other}.${end}`;
      if (name === other || misspelt) found.set(shown, { host: shown, outlet: outlet || shown, imitated });
    });
  };
  if (name.length < SHORTEST) return [];
  // Neighbours begin, or end, with most of the letters of the name.
  const ways = [look('likes', `${name}.`, String)];
  if (name.length >= SHORTEST_MISSPELT) ways.push(look('tails', `${reversed(name)}.`, reversed));
  await Promise.all(ways);
  return [...found.values()].slice(0, MOST);
}

handOver('similar-hosts.min.js', { likes, LOOKS });
