/* How MiniSearch reads the documents, when its index is made and when it is loaded. */
export const fields = ['title', 'hosts', 'names', 'details'];

export default {
  fields,
  idField: 'ref',
  storeFields: ['ref', 'title', 'hosts', 'names', 'subtitle'],
  extractField: (document, name) => Array.isArray(document[name]) ? document[name].join(' ') : document[name],
  searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND', boost: { title: 5, hosts: 6, names: 5 } },
};
