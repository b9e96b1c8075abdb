/* Dates in the language of the page. */

/** A date in the precision that it has, as masthead/edition/localisation.py words it. @param {string} date */

export function dated(date) {
  const [year, month = 1, day = 1] = date.split('-');
  const style = date.length > 7 ? { dateStyle: 'long' } : { year: 'numeric', ...(date.length > 4 && { month: 'long' }) };
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(document.documentElement.lang, { ...style, timeZone: 'UTC' });
}
