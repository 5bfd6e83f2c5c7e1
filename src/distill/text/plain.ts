// The control characters of these patterns are what they are for.
/* oxlint-disable no-control-regex */
const ANSI = /\u001b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/* oxlint-enable no-control-regex */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+/g;
const LINK = /!?\[([^[\]]{0,300})\]\([^()\s]{0,500}\)/g;
const EMPHASIS = /(^|[\s("'])([*_])(?=\S)([^*_]{1,200})\2(?=[\s.,;:!?)"']|$)/g;
const BLOCK_MARK = /^(?:(?:#{1,6}|>|[-*+•]|\d{1,3}[.)]) +)+/;
const DECORATION = /^(?:(?:[\p{Extended_Pictographic}\u2600-\u27bf]|\ufe0f|\u20e3)\s*)+/u;

/** One line of prose: no Markdown marks, ANSI codes, control or invisible characters, no doubled blanks. */
export function plain(text: string): string {
  const line = withoutCodes(text).trimStart().replace(BLOCK_MARK, '').replace(LINK, '$1');
  return line
    .split('`')
    .map((part, index) => (index % 2 === 0 ? withoutMarks(part) : part))
    .join('')
    .replace(DECORATION, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The text without ANSI codes, control and invisible characters; line breaks become blanks. Marks stay. */
export function withoutCodes(text: string): string {
  return text.toWellFormed().replace(ANSI, '').replace(CONTROL, ' ').replace(INVISIBLE, '');
}

function withoutMarks(prose: string): string {
  return prose.replaceAll('**', '').replaceAll('~~', '').replace(EMPHASIS, '$1$3');
}
