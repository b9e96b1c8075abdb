/* For texts that are more than one plain address: which addresses are meant, and what is said of several. */
import { find, learn } from './host-in-text.js';
import { handOver } from './load-bundle.js';

const SHARED = 6; // the kind of a row in the tables
const LIKELY = 1, SURE = 2; // how sure it is that a text has an address
const CODED = 3; // what an address on a shared host leads to
/* The order of answers: what is on record first, what could not be read last. */
const ORDER = ['listed', 'part-of', 'related', 'alike', 'excluded', 'not-listed', 'shared-host', 'unreadable'];

/* The addresses that are meant, and not those that only pass on what is inside of them: masthead/hosts/known_hosts.py
   does the same. Words that may be no address are left out, unless they are on record. */
function meant(found) {
  const leads = ({ values = [] }) => (values[0] === SHARED ? values[1] || 0 : -1);
  const isWrap = (one) => leads(one) >= 0 && one.holds >= (leads(one) % CODED ? LIKELY : SURE);
  const wraps = new Map(found.filter(isWrap).map(({ host, holds }) => [host, holds]));
  const left = found.filter((one) => !isWrap(one));
  const sure = new Set(left.filter(({ grade, inside }) => grade === (wraps.get(inside[0]) ?? SURE)));
  const isOnRecord = ({ values = [SHARED] }) => values[0] !== SHARED;
  return left.filter((one) => sure.has(one) || isOnRecord(one) || (one.grade && !sure.size));
}

/* The answers, each with its kind first, one below the other: those on record first, after a sentence that counts them. */
function together(told, say, make, formatNumber) {
  told.sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other));
  const listed = told.filter(([kind]) => ORDER.indexOf(kind) < 2).length;
  const parts = told.map(([kind, ...nodes]) => {
    const part = make('div', 'one', ...nodes);
    part.dataset.kind = kind;
    return part;
  });
  return [told[0][0], say('several', { n: formatNumber(told.length), listed: formatNumber(listed) }, 'note'), ...parts];
}

handOver('several-addresses.min.js', { find, learn, meant, together });
