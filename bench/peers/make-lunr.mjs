/* Makes lunr's index of documents.json, and what is shown of each: node make-lunr.mjs DOCUMENTS INDEX SHOWN. */
import { readFileSync, writeFileSync } from 'node:fs';
import lunr from 'lunr';
import { fields } from './options.js';

const [source, index, shown] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(source, 'utf-8'));
const made = lunr(function build() {
  // lunr's trimmer and stemmer know English alone, and leave nothing of a word in another script.
  this.pipeline.reset();
  this.searchPipeline.reset();
  this.ref('ref');
  fields.forEach((field) => this.field(field, { boost: field === 'details' ? 1 : 5 }));
  documents.forEach((document) => this.add({ ...document, hosts: document.hosts.join(' '), names: document.names.join(' '), details: document.details.join(' ') }));
});
writeFileSync(index, JSON.stringify(made));
writeFileSync(shown, JSON.stringify(Object.fromEntries(documents.map(({ ref, title, hosts, names, subtitle }) =>
  [ref, { title, hosts, names, subtitle }]))));
