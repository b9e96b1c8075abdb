// Puts buttons to copy beside the permalink of each item of evidence, and under each text of a page that says how to
// cite; there also buttons to save what programs read.
"use strict";

(() => {
  const status = document.querySelector("[data-cite-status]");
  if (!status) {
    return;
  }

  const say = (words) => {
    // The same words twice are told twice only if something else stood between.
    status.textContent = "";
    setTimeout(() => {
      status.textContent = words;
    }, 50);
  };

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  // Copies *text*; *show* puts it before the reader where it cannot be.
  const copy = async (text, name, words, show) => {
    const done = words.copied.replace("{name}", () => name);
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      // No clipboard without a secure connection, or none allowed.
      show();
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

  for (const texts of document.querySelectorAll("[data-cite]")) {
    const words = texts.dataset;
    for (const pre of texts.querySelectorAll("pre")) {
      const name = pre.parentElement.querySelector("h3").textContent;
      const show = () => {
        select(pre);
        say(words.failed);
      };
      const buttons = document.createElement("div");
      buttons.className = "cite__buttons";
      buttons.append(button(words.copy, `${words.copy}: ${name}`, () => copy(pre.textContent, name, words, show)));
      if (pre.dataset.file) {
        const label = words.save.replace("{file}", () => pre.dataset.file);
        buttons.append(button(label, label, () => save(pre)));
      }
      pre.parentElement.append(buttons);
    }
  }

  for (const list of document.querySelectorAll("[data-permalinks]")) {
    const words = list.dataset;
    for (const link of list.querySelectorAll('.evidence__link > a[href^="#"]')) {
      // The public address, or else the one at which the page is read.
      const address = link.dataset.address || link.href;
      const show = () => {
        status.textContent = address;
        select(status);
      };
      const name = link.textContent;
      link.after(button(words.copy, `${words.copy}: ${name}`, () => copy(address, name, words, show)));
    }
  }

  // The buttons have moved what the address leads to.
  document.querySelector(":target")?.scrollIntoView({ behavior: "instant" });
})();
