// Returns the looks of the components of a page, their heights, and the colours of the tokens. The looks of an element, by its
// place in its component, are what sets it apart from the element around it (properties that are inherited) or from one
// without style (the others), with the names of tokens for their colours. Looks that depend on the fonts of a
// machine are left out.
() => {
  const MOST = 400;
  const INHERITED = ["color", "font-family", "font-size", "font-style", "font-variant-numeric", "font-weight", "hyphens",
    "letter-spacing", "list-style-type", "overflow-wrap", "text-align", "text-transform", "white-space", "word-break",
    "direction", "fill", "stroke", "stroke-width", "visibility"];
  const OWN = {
    "background-color": "rgba(0, 0, 0, 0)", "border-radius": "0px", display: "block|inline", position: "static",
    "column-gap": "normal", "row-gap": "normal", "text-decoration-line": "none", "vertical-align": "baseline",
    "flex-wrap": "nowrap", "align-items": "normal", "justify-content": "normal", opacity: "1", "min-block-size": "0px|auto",
    "unicode-bidi": "normal|isolate", "outline-style": "none", "box-shadow": "none",
  };
  const SIDES = ["block-start", "inline-end", "block-end", "inline-start"];
  const TOKENS = ["paper", "wash", "ink", "soft", "line", "control", "accent", "mark"];

  const probe = document.body.appendChild(document.createElement("i"));
  const colours = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const named = (value) => colours.reduce((text, colour, at) => text.replaceAll(colour, TOKENS[at]), value);
  const lines = (style) => (parseFloat(style.lineHeight) / parseFloat(style.fontSize)).toFixed(2);
  const sides = (style, name) => {
    const values = SIDES.map((side) => named(style.getPropertyValue(`${name}-${side}`)));
    if (values.every((value) => value === "0px" || /^0px( none)? [a-z]+|^0px rgb/.test(value))) return [];
    return [`${name}: ${values.every((value) => value === values[0]) ? values[0] : values.join(" / ")}`];
  };
  const looksOf = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const around = getComputedStyle(pseudo ? element : element.parentElement);
    return [
      ...INHERITED.filter((name) => style[name] !== around[name]).map((name) => `${name}: ${named(style[name])}`),
      ...(lines(style) === lines(around) ? [] : [`line-height: ${lines(style)}`]),
      ...Object.entries(OWN).filter(([name, plain]) => !plain.split("|").includes(style[name])).map(([name]) => `${name}: ${named(style[name])}`),
      ...["margin", "padding", "border"].flatMap((name) => sides(style, name)),
      ...(style.display.includes("grid") ? [`columns: ${style.gridTemplateColumns.split(" ").length}`] : []),
    ].join("; ");
  };
  const place = (element, root) => {
    const names = [];
    for (let one = element; one !== root; one = one.parentElement) names.unshift([one.localName, ...one.classList].join("."));
    return names.join(" ");
  };

  const looks = {};
  const heights = {};
  for (const root of document.querySelectorAll("[data-component], body > .header, body > .footer")) {
    const component = root.dataset.component || root.classList[0];
    const found = (looks[component] = {});
    heights[component] = Math.round(root.getBoundingClientRect().height);
    const note = (where, what) => {
      found[where] = [...new Set([...(found[where] || []), what])];
    };
    for (const element of [root, ...[...root.querySelectorAll("*")].slice(0, MOST)]) {
      if (getComputedStyle(element).display === "none") continue;
      const where = place(element, root.parentElement);
      note(where, looksOf(element));
      for (const pseudo of ["::before", "::after"]) {
        const { content } = getComputedStyle(element, pseudo);
        if (content !== "none" && content !== "normal") note(where + pseudo, `content: ${content}; ${looksOf(element, pseudo)}`);
      }
    }
  }
  return { looks, heights, colours: Object.fromEntries(TOKENS.map((token, at) => [token, colours[at]])) };
}
