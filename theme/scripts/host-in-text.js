/* The same, rule by rule, as masthead/hosts/host_in_text.py, which says why. Change the two together. */
import { SCHEME, fromHex, textsInAddress, isHostLike } from './texts-in-address.js';

const MAX_PASTED = 60000, DEEPEST = 4;
const SPACE = '\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|<wbr ?\/?>|&shy;/gi;
const FULL_STOP = /(\.[a-z]{2,})[。｡](?=[^\x00-\x7f])/gi; // eslint-disable-line no-control-regex
const FULL_STOP_BEFORE =
  /(?<=[^\x00-\x7f])[。｡](?!(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}(?![a-z]))(?=[a-z0-9-]+\.[a-z])/gi; // eslint-disable-line no-control-regex
const DOT = / ?[[({<] ?(?:\.|dot|point|punkt|p[ou]nto|точка|点|點|점) ?[\])}>] ?|\\\./gi;
const DOT_AND_LABEL = /(?<=[a-z0-9])[[({]\.([a-z]+)[\])}]?/gi;
const LINE_END = /(?<=[a-z0-9])\\[nrt](?=[a-z0-9-]+[.:])/gi;
const GAP = /(?<=[a-z0-9])(?: \. |[·•‧])(?=(?:com|org|net|info)(?![a-z0-9-]))/gi;
const BROKEN = /(?<![\w.@-])\w[\w-]*?(?:(?:\.|[ \t\r\n>]{1,4}\.|[.-][ \t\r\n>]{1,4}(?=[a-z0-9]))\w[\w-]*?){1,5}(?![\w-])/g;
const BREAK = /[ \t\r\n>]+/g, HYPHENATED = /-?[ \t\r\n>]+/g;
const ESCAPED =
  /&(?:amp;)?#(?:x0*([2-7][0-9a-f])|0*([3-9][0-9]|1[01][0-9]|12[0-6]))(?![0-9a-f]+;);?|&(amp|sol|colon|period);|\\(?:u00|x)([2-7][0-9a-f])/gi;
const NAMED = { amp: '&', sol: '/', colon: ':', period: '.' };
const QUOTED = /=(?:3A[/=]|3D["']|2F=2F)|(?:\/\/|www\.)[^ \t\r\n/?=]{0,99}=[ \t\r\n]/i;
const SOFT_BREAK = /(?<=[\w./-])=[ \t\r\n]+(?=[\w./-])/g, QUOTED_SIGN = /=([2-7][0-9a-f])/gi;
const ONE_SLASH = /(?<![\w/.\-=&#+?])h(?:tt|xx)ps?\/(?=[a-z0-9-]+\.[a-z])/gi;
const BROKEN_SCHEME = /(?<![\w/.\-=&#+?])(?:read:\/\/(https?)_|(h(?:tt|xx)ps?)[.;]?\/\/:?)(?=[a-z0-9])/gi;
const COLON = /[[({](:?\/{0,2})[\])}]/g;
const SPELT_DOTS = new RegExp(`^(?:[^${SPACE}.]+(?:(?: dot | \\. )[^${SPACE}.]+)+` +
  `|[^${SPACE}.]+(?:\\.[^${SPACE}.]+)*(?: ?\\. ?| (?:point|punkt|p[ou]nto) )(?:com|org|net|info))$`, 'i');
const SPELT_DOT = / (?:dot|point|punkt|p[ou]nto) | ?\. ?/gi;
const DASHED_DOT = new RegExp(`^([^${SPACE}.]+)[-_]dot[-_](?=[a-z]{2,}$)`, 'i');
const BETWEEN_WORDS = new RegExp(`[${SPACE}<>"'\`|,;()[\\]{}«»‘’“”„‹›「」『』【】《》〈〉、，；：！？…¿¡]+`);
const BETWEEN_ADDRESSES = new RegExp(`[${SPACE}<>"\`|]+`);
const NEXT_ADDRESS = /(?<=[^\x00-&(+\-./0-9:<=?@A-[_a-z~])(?=(?:https?|hxxps?|h\*\*ps?|ftp)(?::|%3a))/i; // eslint-disable-line no-control-regex
const JOINT = /\.{2,}|[!&+=*~$^:]|(?:%(?:25)?[0-9A-Fa-f]{2})+|_(?=[A-Z])|\.(?=(?:[A-Z](?:\.[A-Z]){0,3}|[0-9]+)$)/;
const HYPHEN = /(\.(?!xn--)[a-z]{2,63})-(?=[^.@]*$)/i;
const NEXT_SENTENCE = /(?<=\.)(?:[a-z]{2,}(?=\.([\p{Lu}\p{Lo}]))|[A-Z]{2,}(?=\.(\p{Lu})[^A-Z]))/gu;
const AFTER_HOST = /(?:[/?#\\]|%(?:25)?(?:2f|3f|23|5c|26))[^]*/i;
const AROUND = /^(?:%(?:25)?[02][0-9A-Fa-f]|[-.~!*'…:;,?&=+$@#%^/\\_])+|(?<![-.~!*'…:;,&=+$@#_])[-.~!*'…:;,&=+$@#_]+$/g;
const LABEL = /^[^./?#]*[:=]/;
const MARKED = '\\u0300-\\u036f\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff';
const PARTICLE = new RegExp(`(\\.[a-z]{2,63})[^${MARKED}\\x00-\\x7f][^.]*$`, 'i');
const WORDS_BETWEEN = new RegExp(`(\\.[a-z]{2,63})[^${MARKED}\\x00-\\x7f]+(?=[a-z0-9])`, 'gi');
const WITHIN_NAME = new RegExp(`[${MARKED}\\u200c\\u200d]$`);
const HOST = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const FILES =
  /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|[ct]sv|txt|rtf|html?|php|aspx?|jsp|cgi|jpe?g|png|gif|webp|svg|bmp|tiff?|heic|json|xml|ya?ml|css|js|mp[34]|wav|avi|mkv|exe|dmg|apk|rar|7z|gz|tar|epub|eml|log|ini|sql|bak|tmp)$/;
const ABBREVIATION = /^(?:(?:[a-z]\.){2,}[a-z]+|v?[0-9]+\.[0-9]+\.[a-z]+|(?:readme|index|main)\.(?:md|py|rs)|co\.kg)$/i;
const SENTENCE = new RegExp(`\\.(?:(?!(?:Com|Org|Net|Info|News)$)[A-Z][a-z]+|(?!verm)[a-zA-Z]*[${MARKED}][${MARKED}a-zA-Z]*)$`);
const BEFORE_NAME = /^[^.]*_(?=[^.]+\.)/, LAST_PART = /[._-][^._-]*$/;
const MOBILE = /^(?:www[0-9]*|m|amp|mobile|wap)\.(?=[^.]+\.)/;
const SUFFIX = /^(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}$/;
const FAINT = 0, LIKELY = 1, SURE = 2;
let looks = []; // letters that look like Latin ones

function narrow(letter) {
  return /[。．｡․﹒]/.test(letter) ? '.' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
}

function decoded(_, hex, decimal, name, code) {
  return NAMED[name?.toLowerCase()] || (decimal ? String.fromCharCode(decimal) : fromHex('', hex || code));
}

function plain(text) {
  const seen = text.replace(INVISIBLE, '').replace(FULL_STOP, '$1 ').replace(FULL_STOP_BEFORE, ' ').replace(/[。．｡․﹒！-～]/g, narrow);
  const read = QUOTED.test(seen) ? seen.replace(SOFT_BREAK, '').replace(QUOTED_SIGN, fromHex) : seen;
  const dotted = read.replace(ESCAPED, decoded).replace(LINE_END, ' ').replace(DOT, '.').replace(DOT_AND_LABEL, '.$1').replace(GAP, '.').replace(COLON, '$1');
  const whole = dotted.replace(BROKEN_SCHEME, '$1$2://').replace(ONE_SLASH, ' ').replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, '').replace(DASHED_DOT, '$1.');
  return SPELT_DOTS.test(whole) ? whole.replace(SPELT_DOT, '.') : whole;
}

/* The host that the browser itself would open. */
function toAscii(host) {
  try {
    return host.includes(':') ? '' : new URL(`http://${host}/`).hostname; // it would take a.example: without its colon
  } catch {
    return '';
  }
}

function authorityOf(address) {
  return address.replace(AFTER_HOST, '').replace(/:[0-9]*$/, '');
}

function restOf(address) {
  return AFTER_HOST.exec(address)?.[0] || '';
}

function hostOf(address) {
  const authority = authorityOf(address);
  const host = toAscii(authority.slice(authority.lastIndexOf('@') + 1).replace(/\.$/, '').replace(PARTICLE, '$1'));
  return host.length <= 253 && HOST.test(host) ? host : '';
}

function unique(...lists) {
  return [...new Set(lists.flat())];
}

function trim(word) {
  return word.replace(AROUND, '');
}

function hosts(host) {
  if (!host || (/^www\.[^.]+$/.test(host) && !isHostLike(host))) return [];
  const short = host.replace(/^www\.(?=[^.]+\.)/, '');
  const bare = short.replace(MOBILE, '');
  return bare === short || SUFFIX.test(bare) ? [short] : [short, bare];
}

function upper(letter) {
  return letter.toUpperCase();
}

/* The small letters of Cherokee are capitals in a host, and all others small. */
function asInHosts(text) {
  return text.replace(/[\u1c80-\u1c88]/g, upper).toLowerCase().replace(/[\uab70-\uabbf\u13f8-\u13fd]/g, upper);
}

function withoutWords(address) {
  const [, run, name] = /(?:^|[\x00-\x7f])([^\x00-\x7f]+)([\x00-\x7f]*)$/.exec(authorityOf(address).replace(PARTICLE, '$1')) || []; // eslint-disable-line no-control-regex
  if (!name || name[0] === '.' || WITHIN_NAME.test(run)) return '';
  if ([...asInHosts(run)].every((letter) => looks.includes(letter))) return '';
  const host = hostOf(trim(name));
  return SUFFIX.test(host) ? '' : host;
}

function gradeOf(address, host) {
  const authority = authorityOf(address);
  if (authority.includes('@')) return LIKELY;
  if (/^www\./i.test(authority)) return SURE;
  return isHostLike(host) && ![/(?:zip|mov)$/, ABBREVIATION, SENTENCE].some((sign) => sign.test(authority)) ? SURE : FAINT;
}

function mayMean(address) {
  const host = hostOf(address);
  return [host, host && !host.includes('xn--') ? '' : withoutWords(address)].flatMap(hosts);
}

/* The host before a word that begins a sentence, and whether that word is no top-level domain. */
function nextSentence(address, whole) {
  const authority = authorityOf(address);
  for (const { 0: end, 1: first, 2: capital = first, index } of authority.includes('@') ? [] : authority.matchAll(NEXT_SENTENCE)) {
    const before = authority.slice(0, index + end.length);
    if (isHostLike(before)) return [before, !isHostLike(whole) || (/\p{Lu}/u.test(capital) && /\.xn--[^.]*$/.test(whole))];
  }
  return [];
}

/* The hosts that a host may begin with, if its last word is no top-level domain that is known here. */
function beforeWord(whole) {
  const starts = [whole.replace(/^www\./, '')];
  for (let start; !isHostLike(whole) && (start = starts.at(-1).replace(LAST_PART, '')).includes('.');) starts.push(start);
  const named = starts.filter((text) => BEFORE_NAME.test(text)).map((text) => text.replace(BEFORE_NAME, ''));
  return unique(...[...starts.slice(1), ...named].map(hosts));
}

function sentence(address) {
  const whole = hostOf(address);
  const [before, isWord] = whole ? nextSentence(address, whole) : [];
  if (before && isWord && !restOf(address)) return [[before, hosts(whole)]];
  return [[address, beforeWord(whole)], ...before ? [[before, []]] : []];
}

function joined(address) {
  const authority = address.replace(AFTER_HOST, '');
  if (hostOf(address) && !HYPHEN.test(authority)) return sentence(address);
  const parts = authority.split(JOINT).flatMap((part) => part.replace(HYPHEN, '$1!').split('!'));
  parts.push(parts.pop() + address.slice(authority.length));
  return parts.flatMap((part) => sentence(parts[1] === undefined ? part : trim(part)));
}

function* words(text, whole, grade) {
  for (const word of text.replace(WORDS_BETWEEN, '$1 ').split(BETWEEN_WORDS)) {
    if (!/[.%]/.test(word)) continue;
    const address = trim(trim(word).replace(LABEL, ''));
    const read = joined(address).map(([part, longer]) => [part, unique(longer, mayMean(part)), longer]);
    const scheme = !read.some(([, may]) => may.length) && SCHEME.exec(address);
    if (scheme) yield* afterScheme(address.slice(scheme.index + scheme[0].length), '', grade);
    for (const [part, may, longer] of read) {
      const isFile = FILES.test(may.at(-1));
      const meant = isFile ? longer : may;
      if (meant.length) yield [part, meant, isFile ? FAINT : Math.min(grade, word === whole && part === address ? SURE : gradeOf(part, may.at(-1)))];
    }
  }
}

function* afterScheme(address, text, grade) {
  const end = hostOf(address) ? undefined : BETWEEN_WORDS.exec(address);
  const first = hostOf(address) ? address : trim(end ? address.slice(0, end.index) : address);
  for (const [number, [part, longer]] of joined(first).entries()) {
    const may = unique(longer, hosts(hostOf(part)));
    if (may.length) yield [part, may, number ? Math.min(grade, gradeOf(part, may.at(-1))) : SURE];
  }
  if (end) yield* words(address.slice(end.index + end[0].length), text, grade);
}

function* addresses(text, grade) {
  for (const piece of text.split(BETWEEN_ADDRESSES)) {
    for (const part of piece.split(NEXT_ADDRESS)) {
      const scheme = SCHEME.exec(part);
      const before = scheme ? part.slice(0, scheme.index) : part;
      const isWhole = scheme && !/[/?#]/.test(before);
      yield* words(isWhole ? before : part, text, grade);
      if (isWhole) yield* afterScheme(part.slice(scheme.index + scheme[0].length), text, grade);
    }
  }
}

function* all(text, most, inside, deepest) {
  for (const [address, may, grade] of addresses(text, most)) {
    const host = may.at(-1), rest = restOf(address);
    const inner = (deepest ? textsInAddress(hosts(hostOf(address))[0] || may[0], rest) : []).flatMap(
      ([within, at]) => [...all(within, at, [host, ...inside], deepest - 1)]);
    const holds = inner.reduce((most, found) => Math.max(most, found.grade), FAINT);
    yield { host, hosts: may, address, grade, inside, holds, below: rest !== '' && rest !== '/' };
    yield* inner;
  }
}

/* A host that is broken by spaces or ends of lines, unless a part of it is a host; if its end alone was read, both may be meant. */
function mend(broken, found) {
  const parts = broken.split(BREAK).map((part) => hosts(trim(part)).pop());
  const end = parts.pop();
  if (!parts.length || parts.some((part) => found.has(part))) return;
  for (const text of new Set([broken.replace(BREAK, ''), broken.replace(HYPHENATED, '')])) {
    for (const one of all(text, FAINT, [], 0)) {
      const at = found.has(end) ? end : one.host;
      const known = found.get(at) || one;
      found.set(at, { ...known, hosts: unique(one.hosts, known.hosts) });
    }
  }
}

/* Takes the letters that look like Latin ones, which a text with letters beyond ASCII needs before it is read; the reader. */
export function learn(letters) {
  looks = letters;
  return { find };
}

/* The addresses in a text, each host once: what it may mean, how sure that is, and what it is inside of. */
export function find(text) {
  const found = new Map();
  if (text.length > MAX_PASTED) return [];
  const seen = plain(text);
  for (const one of all(seen, SURE, [], DEEPEST)) {
    const known = found.get(one.host) || one;
    found.set(one.host, { ...known, grade: Math.max(known.grade, one.grade) });
  }
  for (const [broken] of seen.matchAll(BROKEN)) mend(broken.toLowerCase(), found);
  return [...found.values()];
}
