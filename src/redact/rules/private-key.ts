import type { Rule, Span } from '../rule.ts';

/** The inside of a private key in PEM form, also within JSON: to its end, or to where it was cut off. */
export const privateKey: Rule = {
  family: 'private-key',
  hints: ['private key-----', 'private key block-----'],
  pattern: /private key(?: block)?-----/iy,
  locate: below,
};

/** The lower half of a private key whose beginning was cut away. */
export const endOfPrivateKey: Rule = {
  family: 'private-key',
  hints: ['-----end '],
  pattern: /-----end (?:[a-z\d]{1,12} ){0,3}private key(?: block)?-----/iy,
  locate: ({ index, input }) => {
    // What another marker ends is not looked at again: all of them together take linear time.
    let start = index;
    while (start > 0 && index - start < LONGEST && IN_KEY.test(input[start - 1]!)) start -= 1;
    const lines = linesOf(input.slice(start, index)).toReversed();
    // The last line may be a short one, and there may be an empty one below it.
    const above = lines.findIndex(({ text }, at) => !IS_BASE64.test(text) || (text.length < LEAST_OF_LINE && at > 1));
    const key = above < 0 ? lines : lines.slice(0, above);
    return keySpan(input, index - key.reduce((sum, { whole }) => sum + whole.length, 0), index);
  },
};

/** The private lines of a key of PuTTY. */
export const puttyKey: Rule = {
  family: 'private-key',
  hints: ['private-lines:'],
  pattern: /private-lines: \d{1,4}/iy,
  locate: below,
};

// Of base64: fewer characters are no key, and in a line of a key that is not its last.
const SHORTEST = 60;
const LEAST_OF_LINE = 30;
const LONGEST = 20_000;
const IS_BASE64 = /^[A-Za-z\d+/=]*$/;
// Base64, ends of lines, and what stands before quoted and numbered ones.
const IN_KEY = /[A-Za-z\d+/=\s\\>|→]/;
const FIELDS = /(?:(?:\s|\\{1,8}[rn]){1,4}(?:proc-type|dek-info|version|comment|hash|charset): [^\n\\]{0,200}){0,6}/iy;

interface Line {
  /** With its end, and what an editor or a quotation puts before it. */
  readonly whole: string;
  readonly text: string;
}

// Lines end as such, or as JSON writes it, perhaps in JSON.
function linesOf(text: string): readonly Line[] {
  const lines = text.match(/(?:(?!\r|\n|\\{1,8}[rn])[^])*(?:\r?\n|\\{1,8}r\\{1,8}n|\\{1,8}n|\r|\\{1,8}r|$)/g) ?? [];
  return lines
    .filter((whole) => whole !== '')
    .map((whole) => ({
      whole,
      text: whole
        .replace(/(?:\r?\n|\\{1,8}r\\{1,8}n|\\{1,8}n|\r|\\{1,8}r)$/, '')
        .replace(/^\s*(?:\d+[→:|\t]|[>|+-](?=\s))?\s*/, '')
        .trimEnd(),
    }));
}

function below({ 0: header, index, input }: RegExpExecArray): Span | undefined {
  const start = index + header.length;
  const closed = header.endsWith('-') ? input.slice(start, start + LONGEST).indexOf('-----') : -1;
  return keySpan(input, start, closed < 0 ? endOfLines(input, start) : start + closed);
}

function endOfLines(text: string, start: number): number {
  FIELDS.lastIndex = start;
  let end = start + (FIELDS.exec(text)?.[0].length ?? 0);
  const most = endOfKeyCharacters(text, end);
  // A short word that something else goes on with is no line of a key: `Private-MAC:`.
  const goesOn = /^[^"'`\s]/.test(text.slice(most, most + 1));
  for (const line of linesOf(text.slice(end, most))) {
    const isShort = line.text.length < LEAST_OF_LINE;
    if (!IS_BASE64.test(line.text) || (isShort && goesOn && end + line.whole.length === most)) break;
    end += line.whole.length;
    if (isShort && line.text !== '') break;
  }
  return end;
}

function endOfKeyCharacters(text: string, start: number): number {
  const most = Math.min(text.length, start + LONGEST);
  let end = start;
  while (end < most && IN_KEY.test(text[end]!)) end += 1;
  return end;
}

function keySpan(text: string, from: number, to: number): Span | undefined {
  const runs = text.slice(from, to).match(/[A-Za-z\d+/]{16,}/g) ?? [];
  if (runs.reduce((sum, run) => sum + run.length, 0) < SHORTEST) return undefined;
  FIRST_BREAKS.lastIndex = from;
  const start = from + FIRST_BREAKS.exec(text)![0].length;
  let end = to;
  for (let last = LAST_BREAK.exec(text.slice(end - 10, end)); last !== null; last = LAST_BREAK.exec(text.slice(end - 10, end)))
    end -= last[0].length;
  return { start, end };
}

const FIRST_BREAKS = /(?:\s|\\{1,8}[rn]){0,100}/y;
const LAST_BREAK = /(?:\s|\\{1,8}[rn])$/;
