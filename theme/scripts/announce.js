/* Announcements to readers who do not see the page: one when they pause, although the page changes with each letter. */
import { make } from './dom.js';

const QUIET = 1000; // milliseconds after the last change

/** A place where it is said, and the function that says it: an empty text says nothing, and takes back what would be said. */

export function announcer() {
  const place = make('p', 'heard');
  place.setAttribute('role', 'status');
  let timer;
  return [place, (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => { place.textContent = text; }, QUIET);
  }];
}
