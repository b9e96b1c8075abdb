/* How the language of the page writes a number. Small ones are written alike in all that the interface speaks, and a
   format of numbers takes a browser long to make: twenty milliseconds, on a slow one a hundred. */
(() => {
  'use strict';

  globalThis.mastheadNumber = (number) => (
    number < 1000 ? String(number) : number.toLocaleString(document.documentElement.lang || 'en')
  );
})();
