/* The same, rule by rule, as masthead/hosts/host_in_text.py, which says why. Change the two together. */
import { SCHEME, innerTexts, isHostLike } from './inner-texts.js';
import { LOOKS } from './look-alikes.js';

const MAX_PASTED = 60000, DEEPEST = 4;
const SPACE = '\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const FULL_STOP = /(\.[a-z]{2,})[。｡](?=[^\x00-\x7f])/gi; // eslint-disable-line no-control-regex
const FULL_STOP_BEFORE =
  /(?<=[^\x00-\x7f])[。｡](?!(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}(?![a-z]))(?=[a-z0-9-]+\.[a-z])/gi; // eslint-disable-line no-control-regex
const DOT = / ?[[({] ?(?:\.|dot|point|punkt|p[ou]nto|точка|点|點|점) ?[\])}] ?|\\\./gi;
const GAP = /(?<=[a-z0-9])(?: \. |[·•‧])(?=(?:com|org|net|info)(?![a-z0-9-]))/gi;
const ESCAPED =
  /&(?:amp;)?#(?:x0*([2-7][0-9a-f])|0*([3-9][0-9]|1[01][0-9]|12[0-6]));|&(amp|sol|colon|period);|\\(?:u00|x)([2-7][0-9a-f])/gi;
const NAMED = { amp: '&', sol: '/', colon: ':', period: '.' };
const BROKEN_SCHEME = /(?<![\w/.\-=&#+?])(?:read:\/\/(https?)_|(h(?:tt|xx)ps?)[.;]?\/\/)(?=[a-z0-9])/gi;
const COLON = /[[({](:?\/{0,2})[\])}]/g;
const SPELT_DOTS = new RegExp(`^(?:[^${SPACE}.]+(?:(?: dot | \\. )[^${SPACE}.]+)+` +
  `|[^${SPACE}.]+(?:\\.[^${SPACE}.]+)*(?: ?\\. ?| (?:point|punkt|p[ou]nto) )(?:com|org|net|info))$`, 'i');
const SPELT_DOT = / (?:dot|point|punkt|p[ou]nto) | ?\. ?/gi;
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
const FILES = new Set((
  'pdf doc docx xls xlsx ppt pptx odt ods odp csv tsv txt rtf htm html php asp aspx jsp cgi jpg jpeg png gif webp svg ' +
  'bmp tif tiff heic json xml yml yaml css js mp3 mp4 wav avi mkv exe dmg apk rar 7z gz tar epub eml log ini sql bak ' +
  'tmp').split(' '));
const ABBREVIATION = /^(?:[a-z]\.){2,}[a-z]+$/i;
const SENTENCE = /\.(?!(?:Com|Org|Net|Info|News)$)[A-Z][a-z]+$/;
const MOBILE = /^(?:www[0-9]*|m|amp|mobile|wap)\.(?=[^.]+\.)/;
const SUFFIX = /^(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}$/;
const [FAINT, LIKELY, SURE] = [0, 1, 2];

function narrow(letter) {
  return /[。．｡․﹒]/.test(letter) ? '.' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
}

function decoded(_, hex, decimal, name, code) {
  return name ? NAMED[name.toLowerCase()] : String.fromCharCode(decimal || parseInt(hex || code, 16));
}

function plain(text) {
  const seen = text.replace(INVISIBLE, '').replace(FULL_STOP, '$1 ').replace(FULL_STOP_BEFORE, ' ').replace(/[。．｡․﹒！-～]/g, narrow);
  const dotted = seen.replace(ESCAPED, decoded).replace(DOT, '.').replace(GAP, '.').replace(COLON, '$1');
  const whole = dotted.replace(BROKEN_SCHEME, '$1$2://').replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, '');
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
  return (AFTER_HOST.exec(address) || [''])[0];
}

function hostOf(address) {
  const authority = authorityOf(address);
  const host = toAscii(authority.slice(authority.lastIndexOf('@') + 1).replace(/\.$/, '').replace(PARTICLE, '$1'));
  return host.length <= 253 && HOST.test(host) ? host : '';
}

function trim(word) {
  return word.replace(AROUND, '');
}

function hosts(host) {
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
  const [, before, name] = /^([^]*[^\x00-\x7f])?([\x00-\x7f]*)$/.exec(authorityOf(address).replace(PARTICLE, '$1')); // eslint-disable-line no-control-regex
  if (!before || !name || name[0] === '.' || WITHIN_NAME.test(before)) return '';
  const [run] = /(?<![^\x00-\x7f])[^\x00-\x7f]+$/.exec(before); // eslint-disable-line no-control-regex
  if (Array.from(asInHosts(run)).every((letter) => LOOKS.includes(letter))) return '';
  const host = hostOf(trim(name));
  return SUFFIX.test(host) ? '' : host;
}

function gradeOf(address, host) {
  const authority = authorityOf(address);
  if (authority.includes('@')) return LIKELY;
  if (/^www\./i.test(authority)) return SURE;
  return isHostLike(host) && !/(?:zip|mov)$/.test(host) && !ABBREVIATION.test(authority) && !SENTENCE.test(authority) ? SURE : FAINT;
}

function mayMean(address) {
  const host = hostOf(address);
  return [host, host && !host.includes('xn--') ? '' : withoutWords(address)].filter(Boolean).flatMap(hosts);
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

function sentence(address) {
  const whole = hostOf(address);
  const [before, isWord] = whole ? nextSentence(address, whole) : [];
  if (!before) return [[address, []]];
  return isWord && !restOf(address) ? [[before, hosts(whole)]] : [[address, []], [before, []]];
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
    const read = joined(address).map(([part, longer]) => [part, [...new Set([...longer, ...mayMean(part)])]]);
    const scheme = !read.some(([, may]) => may.length) && SCHEME.exec(address);
    if (scheme) yield* afterScheme(address.slice(scheme.index + scheme[0].length), '', grade);
    for (const [part, may] of read) {
      if (!may.length || FILES.has(may.at(-1).split('.').pop())) continue;
      yield [part, may, Math.min(grade, word === whole && part === address ? SURE : gradeOf(part, may.at(-1)))];
    }
  }
}

function* afterScheme(address, text, grade) {
  const end = hostOf(address) ? undefined : BETWEEN_WORDS.exec(address);
  const first = hostOf(address) ? address : trim(end ? address.slice(0, end.index) : address);
  for (const [number, [part, longer]] of joined(first).entries()) {
    const host = hostOf(part);
    const may = [...new Set([...longer, ...host ? hosts(host) : []])];
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
    const inner = (deepest ? innerTexts(may[0], rest) : []).flatMap(
      ([within, at]) => [...all(within, at, [host, ...inside], deepest - 1)]);
    const holds = inner.reduce((most, found) => Math.max(most, found.grade), FAINT);
    yield { host, hosts: may, address, grade, inside, holds, below: rest !== '' && rest !== '/' };
    yield* inner;
  }
}

/* The addresses in a text, each host once: what it may mean, how sure that is, and what it is inside of. */
export function find(text) {
  const found = new Map();
  if (text.length > MAX_PASTED) return [];
  for (const one of all(plain(text), SURE, [], DEEPEST)) {
    const known = found.get(one.host) || one;
    found.set(one.host, { ...known, grade: Math.max(known.grade, one.grade) });
  }
  return [...found.values()];
}
