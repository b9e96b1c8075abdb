/* The box on top of every page: addresses go to the look-up, names to the search, both behind #, where they stay in the browser. */
"use strict";

(() => {
  const form = document.querySelector("form[data-header-lookup]");
  form?.addEventListener("submit", (event) => {
    const text = form.elements.namedItem("u").value.trim();
    if (!text) {
      return;
    }
    event.preventDefault();
    const isAddress = /[.。．｡]|:\/\/|\bdot\b/i.test(text);
    const [page, asked] = isAddress ? [form.action, { u: text }] : [form.dataset.headerLookup, { q: text }];
    window.location.assign(`${page}#${new URLSearchParams(asked)}`);
  });
})();
