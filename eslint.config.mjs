// The modules of the theme; tools/bundle.mjs makes what is served of them.
import js from "@eslint/js";
import globals from "globals";

const MARKUP = "Build elements and set textContent: text from a record or an address must never be read as markup.";

export default [
  { ignores: ["theme/static/js/**", "theme/scripts/lunr.slice.js"] },
  js.configs.recommended,
  {
    files: ["theme/scripts/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: MARKUP },
        { property: "outerHTML", message: MARKUP },
        { property: "insertAdjacentHTML", message: MARKUP },
        { object: "document", property: "write", message: MARKUP },
      ],
    },
  },
];
