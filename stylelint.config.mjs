// The rules of the standard set, and those that keep the styles as the design has them.
const BLOCK_ELEMENT_MODIFIER = "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$";
const COLOURS = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];

export default {
  extends: "stylelint-config-standard",
  ignoreFiles: ["**/vendored/**"],
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    // Colours come from tokens, so that light, dark and print agree.
    "color-named": "never",
    "color-no-hex": true,
    "function-disallowed-list": COLOURS,
    // No request leaves the site.
    "function-url-no-scheme-relative": true,
    "function-url-scheme-disallowed-list": ["http", "https"],
    // Selectors are flat: one class tells which block and part it is. Layers and media queries may enclose them.
    "max-nesting-depth": [0, { ignoreAtRules: ["/./"] }],
    "selector-class-pattern": [
      BLOCK_ELEMENT_MODIFIER,
      { message: 'Expected a class named block__element--modifier, got "%s"' },
    ],
    "selector-max-id": 0,
    "declaration-no-important": true,
    // Pages run from the right, too: what is left in one language is right in another.
    "property-disallowed-list": ["left", "right", "/^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)/", "/^border-(top|bottom)-(left|right)-radius$/"],
    "declaration-property-value-disallowed-list": {
      "/^(float|clear|text-align|caption-side)$/": ["left", "right"],
    },
    // A file follows the order of its block on the page; layers decide which file wins.
    "no-descending-specificity": null,
    // Blank lines group tokens, and names of fonts keep their capitals.
    "custom-property-empty-line-before": null,
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--.*font/", "/^--.*(serif|sans|mono)/", "font-family"] }],
  },
  overrides: [
    {
      files: ["theme/**/*tokens.css"],
      rules: { "color-no-hex": null, "function-disallowed-list": null },
    },
  ],
};
