/* The same, rule by rule, as masthead/search/normalise.py, which says why. Change the two together. */

const LONGEST_TOKEN = 40, LONGEST_EXACT = 80;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const PILED = /(\p{M}{30})\p{M}+/gu;
// First what each is read as, then the letters.
const READ_AS = "oø lł dđð hħ tŧ eə nŋ σς гґ 'ʼ اٱ يىیېےۍ كکڪ هةہھەۃ نں כך מם נן פף צץ";
const SPELT_OUT = { æ: 'ae', œ: 'oe', þ: 'th' };
const MARKED = new RegExp('([0-9a-z\u00df-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05f2' +
  '\u0620-\u064a\u066e\u066f\u0671-\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9])\\p{M}+', 'gu');
const UNSPACED_LETTER = '(?=[\\p{L}\\p{N}])[\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff' +
  '\\u3005-\\u9fff\\uac00-\\ud7ff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
const UNSPACED = new RegExp(`^${UNSPACED_LETTER}`, 'u');
const RUN = new RegExp(
  `(?:${UNSPACED_LETTER}\\p{M}*)+|(?:(?!${UNSPACED_LETTER})[\\p{L}\\p{N}]\\p{M}*)+`, 'gu');
const SIGN = /\P{M}\p{M}*/gu;
const HOST = /^(?:[\p{L}\p{M}\p{N}_-]+\.)+(?=\p{L})[\p{L}\p{M}\p{N}_-]{2,}$/u;
const TRIMMED = /[\p{L}\p{N}](?:[^]*[\p{L}\p{N}])?/u;
const ARCHIVE = /^(?:https?:\/\/)?(?:web\.)?archive\.[a-z]+\/(?:web\/[0-9*]+[a-z_]*\/|[^]*?(?=https?:))/;

for (const [read, ...letters] of READ_AS.split(' ')) for (const letter of letters) SPELT_OUT[letter] = read;
for (const letter of 'ـʹʺʻʽʾʿ') SPELT_OUT[letter] = '';
for (let digit = 0; digit < 10; digit += 1) {
  for (const zero of [0x660, 0x6f0]) SPELT_OUT[String.fromCharCode(zero + digit)] = String(digit);
}
const SPELLING = new RegExp(`[${Object.keys(SPELT_OUT).join('')}]`, 'g');

const ASCII = /^[\0-\x7f]*$/;

export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase(); // nearly all that is marked in results, sign by sign
  return text.replace(INVISIBLE, '').replace(PILED, '$1').normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKED, '$1')
    .toUpperCase().toLowerCase().replace(SPELLING, (letter) => SPELT_OUT[letter]).normalize('NFC');
}

export function isUnspaced(text) {
  return UNSPACED.test(text);
}

function runs(text) {
  return fold(text).match(RUN) || [];
}

function pairs(run) {
  if (!isUnspaced(run)) return [run];
  const signs = run.match(SIGN);
  return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
}

export function tokens(text) {
  return runs(text).flatMap(pairs).map((token) => Array.from(token).slice(0, LONGEST_TOKEN).join(''));
}

export function whole(text) {
  const joined = runs(text).join('');
  return Array.from(joined).length <= LONGEST_TOKEN ? joined : '';
}

function refang(text) {
  return fold(text).replace(/[[({](?:\.|dot)[\])}]|。/g, '.').replace(/\[:\]/g, ':');
}

export function exact(text) {
  const plain = refang(text).replace(/[\t\n\r ]+/g, '').replace(/^ca-/, '');
  return `${Array.from(plain).slice(0, LONGEST_EXACT).join('')}!`;
}

function trim(text) {
  return (text.match(TRIMMED) || [''])[0];
}

export function typedHost(word) {
  const address = trim(refang(word)).replace(ARCHIVE, '');
  const host = address.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/+/, '').replace(/[/?#\\][^]*/, '');
  const name = trim(host.slice(host.lastIndexOf('@') + 1).replace(/:[0-9]*$/, '')).replace(/^www\./, '');
  return HOST.test(name) ? name : '';
}
