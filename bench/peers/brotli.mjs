/* Prints the sizes of the files that are named in the input, a line each, as brotli makes them. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const LARGE = 1e6; // at its best, brotli takes minutes for an index of tens of megabytes
const files = readFileSync(0, 'utf-8').split('\n').filter(Boolean);
console.log(JSON.stringify(files.map((file) => {
  const text = readFileSync(file);
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: text.length < LARGE ? 11 : 9 } }).length;
})));
