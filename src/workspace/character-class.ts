/** Characters in brackets. */
export interface CharacterClass {
  readonly isNegative: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

type Ranges = CharacterClass['ranges'];

// As git has them: of ASCII alone.
const NAMED: ReadonlyMap<string, string> = new Map([
  ['alnum', '09AZaz'],
  ['alpha', 'AZaz'],
  ['blank', '  \t\t'],
  ['cntrl', '\u0000\u001f\u007f\u007f'],
  ['digit', '09'],
  ['graph', '!~'],
  ['lower', 'az'],
  ['print', ' ~'],
  ['punct', '!/:@[`{~'],
  ['space', '\t\n\r\r  '],
  ['upper', 'AZ'],
  ['xdigit', '09AFaf'],
]);

/** Reads what stands in brackets, from the first one on, as git does. `undefined`: it does not end, so that the pattern means nothing. */
export function readClass(
  characters: readonly string[],
  start: number,
): { readonly step: CharacterClass; readonly end: number } | undefined {
  const isNegative = characters[start + 1] === '!' || characters[start + 1] === '^';
  const ranges: Ranges[number][] = [];
  const first = start + (isNegative ? 2 : 1);
  let at = first;
  // A bracket that closes ends it, unless it comes first.
  while (at === first || characters[at] !== ']') {
    const member = readNamed(characters, at) ?? readRange(characters, at);
    if (member === undefined) return undefined;
    ranges.push(...member.ranges);
    at = member.end;
  }
  return { step: { isNegative, ranges }, end: at + 1 };
}

interface Member {
  readonly ranges: Ranges;
  readonly end: number;
}

// Such as `[:alpha:]`.
function readNamed(characters: readonly string[], at: number): Member | undefined {
  if (characters[at] !== '[' || characters[at + 1] !== ':') return undefined;
  const close = characters.indexOf(']', at + 2);
  if (close === -1 || characters[close - 1] !== ':' || close === at + 2) return undefined;
  const pairs = NAMED.get(characters.slice(at + 2, close - 1).join(''))?.match(/../gs);
  return pairs === null || pairs === undefined
    ? undefined
    : { ranges: pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)] as const), end: close + 1 };
}

// One character, or those between two.
function readRange(characters: readonly string[], at: number): Member | undefined {
  const from = readOne(characters, at);
  if (from === undefined || characters[from.end] !== '-' || characters[from.end + 1] === ']')
    return from && { ranges: [[from.code, from.code]], end: from.end };
  const to = readOne(characters, from.end + 1);
  // Of a range the wrong way round, git takes its start.
  return (
    to && {
      ranges: [
        [from.code, from.code],
        [from.code, to.code],
      ],
      end: to.end,
    }
  );
}

function readOne(characters: readonly string[], at: number): { readonly code: number; readonly end: number } | undefined {
  const escape = characters[at] === '\\' ? 1 : 0;
  const code = characters[at + escape]?.codePointAt(0);
  return code === undefined ? undefined : { code, end: at + escape + 1 };
}
