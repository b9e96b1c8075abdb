// The plain job in Eleventy: a page and a JSON file for each outlet, and a page for each country, from the same YAML as
// Hugo's in ../hugo/plain. REGISTER is the folder of records; NAMES a JSON file with the names of countries.
import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";
import MarkdownIt from "markdown-it";

const { REGISTER, NAMES } = process.env;
const markdown = new MarkdownIt();

const records = (folder) =>
  Object.fromEntries(
    fs
      .readdirSync(path.join(REGISTER, folder))
      .filter((file) => file.endsWith(".yml"))
      .sort()
      .map((file) => [
        file.slice(0, -".yml".length),
        yaml.load(fs.readFileSync(path.join(REGISTER, folder, file), "utf8"), { schema: yaml.CORE_SCHEMA }),
      ]),
  );

export default function (config) {
  const countries = JSON.parse(fs.readFileSync(NAMES, "utf8")).countries;
  const lists = fs
    .readdirSync(path.join(REGISTER, "sites"))
    .sort()
    .map((code) => ({
      code,
      title: countries[code.toUpperCase()] ?? code,
      outlets: Object.entries(records(`sites/${code}`)).map(([host, outlet]) => ({ ...outlet, host })),
    }));
  config.addGlobalData("lists", lists);
  config.addGlobalData("outlets", lists.flatMap((list) => list.outlets));
  config.addGlobalData("countries", countries);
  config.addGlobalData("campaigns", records("campaigns"));
  config.addGlobalData("sources", records("sources"));
  config.addFilter("markdown", (text) => markdown.renderInline(text));
  config.setQuietMode(true);
  return { dir: { input: "pages", includes: "_includes" }, htmlTemplateEngine: "njk" };
}
