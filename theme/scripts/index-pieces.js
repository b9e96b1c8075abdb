/* Loads the pieces that masthead/search/script_pieces.py cuts: scripts, since a page from disk cannot fetch.
   From a host they are fetched and read, not run, which takes a third of the time. */
import { runScript } from './load-bundle.js';

const mayFetch = location.protocol.startsWith('http');
const HELD = 400; // as many pieces as one sitting hardly meets with; the oldest are forgotten
const handed = new Map();
const loaded = new Map();
const failed = new Set(); // what the browser may have kept of these is not to be asked again

function take(path, value) {
  handed.set(path, value);
}

async function handedOver(src, path) {
  if (!handed.has(path)) await runScript(src);
  if (!handed.has(path)) throw new Error(src);
  const value = handed.get(path);
  handed.delete(path);
  return value;
}

/* The value that the script would hand over. */

async function read(src, path) {
  const answer = await fetch(src, failed.has(src) ? { cache: 'reload' } : {});
  const script = await answer.text();
  const head = `mastheadPieces.take("${path}",`;
  if (!answer.ok || !script.startsWith(head)) throw new Error(src);
  return JSON.parse(script.slice(head.length, script.lastIndexOf(')')));
}

/* The value at the path below the folder, loaded once. */
function load(folder, path) {
  const src = `${folder}${path}.js`;
  const value = loaded.get(src) || (mayFetch ? read : handedOver)(src, path);
  loaded.delete(src);
  loaded.set(src, value);
  value.catch(() => { // the next question tries again
    loaded.delete(src);
    failed.add(src);
  });
  if (loaded.size > HELD) loaded.delete(loaded.keys().next().value);
  return value;
}

export function nameOf(start) {
  const unit = (sign) => `_${Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at).toString(16).padStart(4, '0')).join('')}`;
  return `k-${start.replace(/[^a-z0-9]/gu, unit)}`;
}

/* The index of the piece that would have the key; the starts are sorted. */
export function placeOf(starts, key) {
  let low = 0;
  for (let high = starts.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= key) low = middle;
    else high = middle - 1;
  }
  return low;
}

/* Data are scripts that call `mastheadPieces.take`. The first bundle on a page makes it, and the others share
   what was loaded and what is still on its way. */
globalThis.mastheadPieces = globalThis.mastheadPieces || { take, load };

/** Loads what is at the path below the folder, once. @type {(folder: string, path: string) => Promise<any>} */
export const { load: loadPiece } = globalThis.mastheadPieces;
