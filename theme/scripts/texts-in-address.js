/* The same, rule by rule, as masthead/hosts/texts_in_address.py, which says why. Change the two together. */

const NAME = /^(?:[^\x00-,./:-@[-`{-\x7f]+\.)+([^\x00-,./:-@[-`{-\x7f]{2,})$/; // eslint-disable-line no-control-regex
const COUNTRY_OR_OTHER_SCRIPT = /^(?:[a-z]{2}|xn--.*|[^\x00-\x7f]+)$/; // eslint-disable-line no-control-regex
const TOP = new Set((
  'com org net edu gov mil int info biz name pro mobi app dev tech cloud site xyz link club video live network vip online ' +
  'media blog one cat news top life world today fun click wiki team services page market day space ' +
  'social report email press post radio store shop website agency digital africa ' +
  'asia example').split(' '));
export const SCHEME = /(?:(?:h?ttps?|hxxps?|h\*\*ps?|ftp)(?::|%(?:25)?3a)(?:[/\\]|%(?:25)?2f)*)+/i;

const ESCAPE = /%([2-7][0-9a-f])/gi;
const STEP = /[/\\]|%(?:25)?2f/i;
const BASE64 = /aHR0c(?:DovL|HM6Ly)[\w+/-]+/g;
const ENCODES = /^[^.]+\.(?:translate\.goog|cdn\.ampproject\.org|ip[fn]s\..+)$/;
const DEFENDED = /(https?)-3a__([^_]*)/gi;
const LEADS =
  /^(?:q|u|uri|url|link|to|target|dest(?:ination)?|redirect(?:_?ur[il])?|go|goto|site|website|domain|host|href|src|uddg|amp|s|save|cache|proxy|newest|oldest)$/i;
const ABOUT = /^(?:site|website|domain|host|details|download|items|stream|embed)$/i;
const FAINT = 0, LIKELY = 1, SURE = 2;

export function isHostLike(text) {
  const top = NAME.exec(text)?.[1].toLowerCase();
  return TOP.has(top) || COUNTRY_OR_OTHER_SCRIPT.test(top);
}

function gradeAfter(name) {
  return LEADS.test(name) ? SURE : LIKELY;
}

export function fromHex(_, code) {
  return String.fromCharCode(parseInt(code, 16));
}

function unescaped(text) {
  return text.replace(ESCAPE, fromHex);
}

function inLabels(host) {
  const labels = host.split('.');
  const texts = labels.slice(3).map((_, number) => [labels.slice(0, number + 2).join('.'), /^ip[fn]s$/.test(labels[number + 2]) ? LIKELY : FAINT])
    .filter(([text]) => isHostLike(text));
  const dotted = labels[0].replace(/^0-(.*)-0$/, '$1').replace(/-(-?)/g, (_, second) => second || '.');
  if (labels.length > 2 && NAME.test(dotted)) texts.push([dotted, ENCODES.test(host) ? LIKELY : FAINT]);
  return texts;
}

function inPath(path, rest) {
  let start = 0, before = '', isAbout = false;
  const named = [];
  for (const step of path.split(STEP)) {
    const at = path.indexOf(step, start);
    const parts = step.split(':');
    const part = parts.find((text) => isHostLike(text.replace(/\*$/, '')));
    if (part) return [[rest.slice(at + step.indexOf(part)), isAbout ? FAINT : gradeAfter(before)]];
    for (const one of parts) if (NAME.test(one)) named.push([rest.slice(at + step.indexOf(one)), FAINT]);
    start = at + step.length;
    before = step;
    isAbout ||= ABOUT.test(step);
  }
  return named;
}

export function textsInAddress(host, rest) {
  const texts = inLabels(host);
  const [path, ...queries] = rest.split(/[?&#]/);
  const scheme = SCHEME.exec(rest);
  if (scheme && scheme.index < path.length) {
    if (!scheme[0].includes('%')) return [...texts, [rest.slice(scheme.index), SURE]];
    texts.push([unescaped(path.slice(scheme.index)), SURE]);
  } else {
    texts.push(...inPath(path, rest));
  }
  for (const query of queries) {
    const [, name, value] = /^(?:([^=]*)=)?([^]*)$/.exec(query);
    texts.push([unescaped(value.replace(/\+/g, ' ')), gradeAfter(name || '')]);
    for (const [, way, found] of value.matchAll(DEFENDED)) texts.push([`${way}://${found.replace(/-2D/g, '-')}/`, SURE]);
  }
  for (const [encoded] of rest.matchAll(BASE64)) {
    texts.push([atob(encoded.slice(0, encoded.length - encoded.length % 4).replace(/-/g, '+').replace(/_/g, '/')), SURE]);
  }
  return texts;
}
