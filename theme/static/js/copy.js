// Puts buttons to copy, and for what programs read to save, under each text of a page that says how to cite.
"use strict";

(() => {
  const texts = document.querySelector("[data-cite]");
  const status = document.querySelector("[data-cite-status]");
  if (!texts || !status) {
    return;
  }

  const say = (words) => {
    // The same words twice are told twice only if something else stood between.
    status.textContent = "";
    setTimeout(() => {
      status.textContent = words;
    }, 50);
  };

  const select = (pre) => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  const copy = async (pre, name) => {
    const done = texts.dataset.copied.replace("{name}", () => name);
    try {
      await navigator.clipboard.writeText(pre.textContent);
      say(done);
    } catch {
      // No clipboard without a secure connection, or none allowed: the text is selected at least.
      select(pre);
      say(texts.dataset.failed);
    }
  };

  const save = (pre) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${pre.textContent}\n`], { type: "text/plain;charset=utf-8" }));
    link.download = pre.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "cite__button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  for (const pre of texts.querySelectorAll("pre")) {
    const heading = pre.parentElement.querySelector("h3");
    const name = heading.textContent;
    const buttons = document.createElement("div");
    buttons.className = "cite__buttons";
    buttons.append(button(texts.dataset.copy, `${texts.dataset.copy}: ${name}`, () => copy(pre, name)));
    if (pre.dataset.file) {
      const words = texts.dataset.save.replace("{file}", () => pre.dataset.file);
      buttons.append(button(words, words, () => save(pre)));
    }
    pre.parentElement.append(buttons);
  }

  // The buttons have moved what the address leads to.
  document.querySelector(":target")?.scrollIntoView({ behavior: "instant" });
})();
