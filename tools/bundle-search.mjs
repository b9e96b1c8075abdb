// Makes the scripts of search, filters and look-up that are served, small: `node tools/bundle-search.mjs`, after `make lint`
// has fetched lunr and terser. With --check it writes nothing, and says whether they are what their sources give.
//
// Of lunr it keeps what a loaded index needs to answer a query that was built clause by clause, and mends one fault;
// theme/static/js/VENDORED.md says which.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "acorn";
import { minify } from "terser";

const ROOT = new URL("../", import.meta.url);
const SOURCES = new URL("theme/scripts/", ROOT);
const SERVED = new URL("theme/static/js/", ROOT);
const LUNR = new URL("node_modules/lunr/lunr.js", ROOT);
const SLICE = "lunr.slice.min.js";
const BUNDLES = {
  "search-engine.min.js": [SLICE, "pieces.js", "normalise.js", "engine.js", "ranking.js", "finding.js"],
  "search.min.js": ["numbers.js", "search.js"],
  "search-facets.min.js": ["facets.js", "facet-panel.js", "search-facets.js"],
  "filters.min.js": ["numbers.js", "pieces.js", "facets.js", "facet-panel.js", "download.js", "filters.js"],
  "lookup.min.js": ["numbers.js", "pieces.js", "reading.js", "likeness.js", "lookup.js"],
  "punycode.min.js": ["punycode.js"],
};
const KEPT = new Set(`
  version
  FieldRef FieldRef.joiner FieldRef.fromString FieldRef.prototype.toString
  Set Set.complete Set.empty Set.prototype.contains Set.prototype.intersect Set.prototype.union
  Pipeline Pipeline.load
  Vector Vector.prototype.positionForIndex Vector.prototype.upsert Vector.prototype.magnitude Vector.prototype.dot
  Vector.prototype.similarity
  TokenSet TokenSet._nextId TokenSet.fromClause TokenSet.fromFuzzyString TokenSet.fromString TokenSet.prototype.toArray
  TokenSet.prototype.toString TokenSet.prototype.intersect
  TokenSet.Builder TokenSet.Builder.prototype.insert TokenSet.Builder.prototype.finish TokenSet.Builder.prototype.minimize
  Index Index.prototype.query Index.load
  MatchData MatchData.prototype.combine MatchData.prototype.add
  Query Query.wildcard Query.wildcard.NONE Query.wildcard.LEADING Query.wildcard.TRAILING Query.presence Query.prototype.clause Query.prototype.isNegated Query.prototype.term
`.trim().split(/\s+/));
// Properties of which nothing outside lunr knows.
const INNER = new RegExp(`^(?:${`
  FieldRef MatchData PROHIBITED REQUIRED Vector _magnitude _str _stringValue allFields char child clauses combine complete
  contains docRef dot editsRemaining elements empty fieldName fromClause fromFuzzyString intersect isNegated joiner
  magnitude minimize minimizedNodes output positionForIndex presence previousWord qNode similarity tokenSet
  uncheckedNodes union upsert
`.trim().split(/\s+/).join("|")})$`);
const FAULT = "str = str + label + node.id";
const MENDED = "str = str + label + node.id + ';'";
const LICENCE = "/*! Part of lunr 2.3.9, see VENDORED.md | (C) 2020 Oliver Nightingale | MIT */";

function once(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`expected once: ${from}`);
  return text.replace(from, () => to);
}

/* The statements inside the one function that lunr is. */
function statements(text) {
  const [, { expression }] = parse(text, { ecmaVersion: 5 }).body;
  return expression.callee.body.body;
}

/* What a statement gives to lunr, such as Set.prototype.union, or nothing. */
function given({ expression }, text) {
  if (expression?.type !== "AssignmentExpression") return "";
  return text.slice(expression.left.start, expression.left.end).replace(/^lunr\./, "");
}

async function small(text, properties = false) {
  const { code } = await minify(text, { ecma: 2022, compress: { passes: 3 }, mangle: { properties } });
  return `${code}\n`;
}

async function slice() {
  const text = once(readFileSync(LUNR, "utf-8"), FAULT, MENDED);
  const kept = statements(text).filter((statement) => KEPT.delete(given(statement, text)));
  if (KEPT.size) throw new Error(`not in lunr: ${[...KEPT].join(" ")}`);
  const source = kept.map(({ start, end }) => text.slice(start, end)).join("\n");
  const whole = `(function () {\nvar lunr = {}\n${source}\nglobalThis.lunr = lunr\n})()`;
  return `${LICENCE}\n${await small(whole, { regex: INNER })}`;
}

/* One script of several, with the sum of all their text, by which tests see that it is of these. */
async function bundle(made, names) {
  const texts = names.map((name) => made[name] ?? readFileSync(new URL(name, SOURCES), "utf-8"));
  const sum = createHash("sha256").update(texts.join("")).digest("hex").slice(0, 16);
  const written = names.filter((name) => name !== SLICE);
  const vendored = names.includes(SLICE) ? made[SLICE] : "";
  const own = await small(texts.slice(names.length - written.length).join("\n"));
  return `/*! bundle-search.mjs: ${written.join(" ")} ${sum} */\n${vendored}${own}`;
}

const made = { [SLICE]: await slice() };
for (const [name, names] of Object.entries(BUNDLES)) made[name] = await bundle(made, names);
for (const [name, text] of Object.entries(made)) {
  const file = new URL(name, name === SLICE ? SOURCES : SERVED);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf-8") !== text) {
    process.exitCode = 1;
    process.stderr.write(`${name}: not what its sources give; run node tools/bundle-search.mjs\n`);
  }
}
