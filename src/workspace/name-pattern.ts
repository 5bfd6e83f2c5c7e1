import type { CharacterClass } from './character-class.ts';

/** One character. */
export const ANY = -1;
/** So many characters, or none. */
export const RUN = -2;

/** A pattern of one name in a path, step by step: code points in small letters, classes of them, and the two above. */
export type NamePattern = readonly (number | CharacterClass)[];

/** A name in a path: its code points. */
export interface Name {
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/** How many steps may still be tried. */
export interface Effort {
  left: number;
}

/** Takes a name for what can be matched in any case. */
export function readName(text: string): Name {
  const characters = [...text];
  return {
    small: characters.map(toSmall),
    large: characters.map((character) => character.toUpperCase().codePointAt(0)!),
  };
}

/** A character as a step of a pattern. */
export function toSmall(character: string): number {
  return character.toLowerCase().codePointAt(0)!;
}

/** Whether a pattern matches all of a name. Of several runs only the last is tried anew, so it takes at most steps times characters. */
export function matchName(pattern: NamePattern, name: Name, effort: Effort): boolean {
  const length = name.small.length;
  effort.left -= 1;
  if (endsOtherwise(pattern, name)) return false;
  let step = 0;
  let at = 0;
  let run = -1;
  let behindRun = 0;
  while (at < length || step < pattern.length) {
    effort.left -= 1;
    if (effort.left < 0) return false;
    const wanted = pattern[step];
    if (wanted === RUN) {
      run = step;
      behindRun = at;
      step += 1;
    } else if (at < length && wanted !== undefined && fits(wanted, name, at, effort)) {
      step += 1;
      at += 1;
    } else if (run >= 0 && behindRun < length) {
      behindRun += 1;
      at = behindRun;
      step = run + 1;
    } else return false;
  }
  return true;
}

// Most patterns begin with a run, and most names end otherwise.
function endsOtherwise(pattern: NamePattern, { small }: Name): boolean {
  const last = pattern.at(-1);
  return typeof last === 'number' && last >= 0 && last !== small.at(-1);
}

function fits(wanted: number | CharacterClass, name: Name, at: number, effort: Effort): boolean {
  const small = name.small[at]!;
  if (typeof wanted === 'number') return wanted === small || wanted === ANY;
  const large = name.large[at]!;
  const { isNegative, ranges } = wanted;
  effort.left -= ranges.length;
  return ranges.some(([from, to]) => (small >= from && small <= to) || (large >= from && large <= to)) !== isNegative;
}
