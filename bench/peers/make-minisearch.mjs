/* Makes MiniSearch's index of documents.json: node make-minisearch.mjs DOCUMENTS INDEX. */
import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import options from './options.js';

const [documents, index] = process.argv.slice(2);
const made = new MiniSearch(options);
made.addAll(JSON.parse(readFileSync(documents, 'utf-8')));
writeFileSync(index, JSON.stringify(made));
