/* The box on top of every page: addresses go to the look-up behind #, where they stay in the browser, names to the search. */
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
    const asked = isAddress ? `${form.action}#${new URLSearchParams({ u: text })}` : `${form.dataset.headerLookup}?${new URLSearchParams({ q: text })}`;
    window.location.assign(asked);
  });
})();
