const SLASH = 0x2f;

// Steps of a glob that are no character.
const ANY_IN_NAME = -1;
const RUN_IN_NAME = -2;
const RUN = -3;
/** What follows, a run and a slash, may be missing. */
const MAYBE_FOLDERS = -4;

const STEPS: ReadonlyMap<string, readonly number[]> = new Map([
  ['?', [ANY_IN_NAME]],
  ['*', [RUN_IN_NAME]],
  ['**', [RUN]],
  ['**/', [MAYBE_FOLDERS, RUN, SLASH]],
]);

/** Whether a glob matches all of a text, in any case. `*` and `?` stop at a slash, `**` does not. */
export function matchGlob(glob: string, text: string): boolean {
  const characters = foldCase(text);
  return findEnds(glob, characters).includes(characters.length);
}

/** Whether a glob matches a path with slashes, or a folder above it. */
export function matchGlobAbove(glob: string, path: string): boolean {
  const plain = path.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  return (plain.startsWith('/') && matchGlob(glob, '/')) || findEnds(glob, foldCase(plain)).some((end) => end > 0);
}

// Where a glob matches all of a text so far: at which of its slashes, and at its end. All ways of matching are followed at once, so
// that there is no going back: a step is tried once for a character.
function findEnds(glob: string, text: readonly number[]): readonly number[] {
  const steps = (glob.match(/\*\*\/|\*\*|[^]/gu) ?? []).flatMap((token) => STEPS.get(token) ?? foldCase(token));
  const ends: number[] = [];
  let open = passOver(steps, new Uint8Array(steps.length + 1).fill(1, 0, 1));
  for (const [at, character] of text.entries()) {
    if (character === SLASH && open[steps.length] === 1) ends.push(at);
    open = passOver(steps, take(steps, open, character));
  }
  return open[steps.length] === 1 ? [...ends, text.length] : ends;
}

function take(steps: readonly number[], open: Uint8Array, character: number): Uint8Array {
  const next = new Uint8Array(open.length);
  for (const [index, step] of steps.entries()) {
    if (open[index] !== 1) continue;
    if (step === RUN || (step === RUN_IN_NAME && character !== SLASH)) next[index] = 1;
    else if (step === character || (step === ANY_IN_NAME && character !== SLASH)) next[index + 1] = 1;
  }
  return next;
}

// What may be nothing may be passed over.
function passOver(steps: readonly number[], open: Uint8Array): Uint8Array {
  for (const [index, step] of steps.entries()) {
    if (open[index] !== 1) continue;
    if (step === RUN || step === RUN_IN_NAME || step === MAYBE_FOLDERS) open[index + 1] = 1;
    if (step === MAYBE_FOLDERS) open[index + 3] = 1;
  }
  return open;
}

// One for each character, also where small letters are two.
function foldCase(text: string): readonly number[] {
  return Array.from(text, (character) => character.toLowerCase().codePointAt(0)!);
}
