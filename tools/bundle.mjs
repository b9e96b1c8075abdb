// Makes the scripts that are served of the modules in theme/scripts/: `node tools/bundle.mjs`, after `make lint` has
// fetched esbuild, terser and lunr. With --check it writes nothing, and says whether they are what their sources give.
//
// Pages open from disk too, where browsers import no modules: each bundle is one script that runs by itself. Of lunr it
// keeps what a loaded index needs to answer a query that was built clause by clause, and mends one fault;
// theme/static/js/VENDORED.md says which.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { build, transform } from "esbuild";
import { minify } from "terser"; // makes search 4 % smaller than esbuild does

const ROOT = new URL("../", import.meta.url);
const SOURCES = "theme/scripts/";
const LUNR = "node_modules/lunr/lunr.js";
const SLICE = `${SOURCES}lunr.slice.js`;
// The modules that pages, or scripts of pages, load: each with all that it imports becomes a bundle of its name.
const ENTRIES = {
  "compare.js": "compare.min.js",
  "copy.js": "copy.js",
  "outlet-table.js": "outlet-table.min.js",
  "header.js": "header.js",
  "languages.js": "languages.js",
  "lookup.js": "lookup.min.js",
  "redirect.js": "redirect.js",
  "punycode.js": "punycode.min.js",
  "several-addresses.js": "several-addresses.min.js",
  "search-engine.js": "search-engine.min.js",
  "search-facets.js": "search-facets.min.js",
  "search.js": "search.min.js",
  "similar-hosts.js": "similar-hosts.min.js",
  "worded-results.js": "worded-results.js",
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
// Methods and fields, ours and some of lunr's, that no other bundle, page or file of data knows.
const OWN = new RegExp(`^(?:${`
  addFilter addNamed beginning best countEnding decoded depth edges editDistance ending enough fieldVectors fillFor
  final further hear heard hits ids invertedIndex isPage joinAsked loadFacets lookUp mask matchData metadata most
  opened parsed patterns piece rank showFound similar starts strict packedTexts tokens TokenSet told toldAll toldOutlet
  toList unread usePipeline wildcard writeAddress
`.trim().split(/\s+/).join("|")})$`);
const FAULT = "str = str + label + node.id";
const MENDED = "str = str + label + node.id + ';'";
const LICENCE = "/*! Part of lunr 2.3.9, see VENDORED.md | (C) 2020 Oliver Nightingale | MIT */";

function read(path) {
  return readFileSync(new URL(path, ROOT), "utf-8");
}

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

/* The part of lunr, as a module. */
async function slice() {
  const text = once(read(LUNR), FAULT, MENDED);
  const kept = statements(text).filter((statement) => KEPT.delete(given(statement, text)));
  if (KEPT.size) throw new Error(`not in lunr: ${[...KEPT].join(" ")}`);
  const source = kept.map(({ start, end }) => text.slice(start, end)).join("\n");
  const { code } = await transform(`const lunr = {}\n${source}\nexport default lunr`, { mangleProps: INNER, target: "es2022" });
  return `${LICENCE}\n${code}`;
}

/* One script of a module and all that it imports, with the sum of all their text, by which tests see that it is of these. */
async function bundle(entry) {
  const made = await build({
    absWorkingDir: fileURLToPath(ROOT), entryPoints: [SOURCES + entry], bundle: true, format: "iife",
    target: "es2022", charset: "utf8", legalComments: "inline", metafile: true, minifySyntax: true, write: false, logLevel: "warning",
  });
  const sources = Object.keys(made.metafile.inputs).sort();
  const sum = createHash("sha256").update(sources.map(read).join("")).digest("hex").slice(0, 8);
  const compress = { passes: 4, hoist_funs: true, pure_getters: true, unsafe: true };
  const { code } = await minify(made.outputFiles[0].text, { ecma: 2022, compress, mangle: { properties: { regex: OWN } } });
  return `/*! bundle.mjs ${sum} */\n${code}\n`;
}

function deliver(path, text) {
  if (!process.argv.includes("--check")) return writeFileSync(new URL(path, ROOT), text);
  if (read(path) === text) return undefined;
  process.exitCode = 1;
  return process.stderr.write(`${path}: not what its sources give; run node tools/bundle.mjs, then masthead theme --write\n`);
}

deliver(SLICE, await slice()); // first, for it is bundled
for (const [entry, served] of Object.entries(ENTRIES)) deliver(`theme/static/js/${served}`, await bundle(entry));
