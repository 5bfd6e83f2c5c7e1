import { standsForTag } from './tag-name.ts';

/**
 * Makes recalled text inert before it is put before a model: no control, direction or invisible characters, and no tag
 * that could end our fence or pose as the agent's own, however it is spelt. Those stay readable, as `‹system-reminder›`.
 */
export function fence(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCE, '')
    .replace(LINE_END, '\n')
    .replace(HIDDEN, '')
    .replace(OPENING, (opening: string, at: number, whole: string) => (standsForTag(whole, at + opening.length) ? '‹' : opening))
    .replace(CLOSING, (tag: string, inner: string) => (standsForTag(inner, 0) ? `‹${inner}›` : tag));
}

/** The same, on one line. */
export function fenceLine(text: string): string {
  // Twice: a name that was far apart may stand together now.
  return fence(fence(text).replace(/\s+/g, ' ').trim());
}

// Colours and cursor movements (CSI), window titles and links (OSC).
// oxlint-disable-next-line no-control-regex
const TERMINAL_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g;
const LINE_END = /\r\n|[\r\u0085\u2028\u2029]/g;

// Joiners are part of the spelling in these scripts; between two of their letters one stays, anywhere else it only hides.
const JOINING = 'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala';
const SCRIPTS = JOINING.split(' ').map((script) => String.raw`\p{scx=${script}}`);
const JOINED = String.raw`[[[${SCRIPTS.join('')}]&&[\p{L}\p{M}]]--\p{Default_Ignorable_Code_Point}]`;
const JOINER = String.raw`[\u200c\u200d]`;
// Controls but line feed and tab; all that Unicode says is not shown: zero width, direction, fillers, tag letters.
const HIDDEN = new RegExp(
  String.raw`[\p{Cc}--[\n\t]]|[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--${JOINER}]|(?<!${JOINED})${JOINER}|${JOINER}(?!${JOINED})`,
  'gv',
);

// What opens a tag for a machine, or only for a reader: other brackets, and how one is written where it must not be read as one.
const OPENING =
  /[<\uff1c\ufe64\u2329\u3008\u300a\u27e8\u27ea\u276e\u2770\u1438\u02c2]|&(?:amp;){0,9}(?:lt|#0{0,6}60|#x0{0,6}3c)(?:;|(?![\da-z]))|\\u003c|\\x3c|%3c/gi;
const CLOSING =
  /‹([^<>‹›]{0,300}?)(?:[>\uff1e\ufe65\u232a\u3009\u300b\u27e9\u27eb\u276f\u2771\u1433\u02c3]|&(?:amp;){0,9}(?:gt|#0{0,6}62|#x0{0,6}3e);|\\u003e|\\x3e|%3e)/gi;
