import { STOP_WORDS } from '../../src/recall/stop-words.ts';
import { createRandom } from '../random.ts';
import { pick } from './random.ts';

const WORDS = 50_000;
const PATHS = 2000;
const CONSONANTS = 'b c d f g h j k l m n p r s t v w z br ch cl cr dr fl gr pl pr sh sk sl sp st str th tr'.split(' ');
const VOWELS = 'a e i o u ai ea ee io ou'.split(' ');
const ENDS = ['', '', '', 'n', 'r', 's', 't', 'l', 'ck', 'nd', 'ng', 'st'];
const FOLDERS = 'src lib test app packages docs scripts internal cmd server client web'.split(' ');
const EXTENSIONS = 'ts tsx js py go rs sql md json css'.split(' ');
// Of the words that are no stop words: of a hundred, so many are names, so many are paths. The most frequent words are plain.
const PLAIN = 500;
const NAMES = 12;
const PATH_WORDS = 4;

/** What the texts of the bench are made of, the most frequent words first. */
export interface Words {
  readonly all: readonly string[];
  readonly stop: ReadonlySet<string>;
  /** Of files, the most frequent first. */
  readonly paths: readonly string[];
}

/** About 50,000 different words: those that English needs, at every second place of the first few hundred, names and paths. */
export function makeWords(): Words {
  const random = createRandom(1);
  const plain = makeDistinct(WORDS, (count) => makeWord(random, count < 2000 ? 2 : 3));
  const paths = makeDistinct(PATHS, () => makePath(plain, random));
  const stops = [...STOP_WORDS];
  const all: string[] = [];
  let next = 0;
  const rest = [...paths];
  while (all.length < WORDS) {
    const word = plain[next++]!;
    if (all.length % 2 === 0 && stops.length > 0) all.push(stops.shift()!);
    else all.push(all.length < PLAIN ? word : makeContent(word, plain, rest, random));
  }
  return { all: [...new Set(all)], stop: STOP_WORDS, paths };
}

function makeContent(word: string, plain: readonly string[], paths: string[], random: () => number): string {
  const kind = random() * 100;
  if (kind < NAMES) return makeName(word, plain, random);
  return kind < NAMES + PATH_WORDS ? (paths.pop() ?? word) : word;
}

function makeName(word: string, plain: readonly string[], random: () => number): string {
  const parts = [word, ...Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(plain, random))];
  if (random() < 0.3) return parts.join('_');
  return parts.map((part, i) => (i === 0 ? part : part[0]!.toUpperCase() + part.slice(1))).join('');
}

function makePath(plain: readonly string[], random: () => number): string {
  const folders = Array.from({ length: 1 + Math.floor(random() * 3) }, () => plain[Math.floor(random() * 300)]!);
  return [pick(FOLDERS, random), ...folders, `${pick(plain, random)}.${pick(EXTENSIONS, random)}`].join('/');
}

function makeWord(random: () => number, syllables: number): string {
  const count = 1 + Math.floor(random() * syllables);
  return Array.from({ length: count }, () => pick(CONSONANTS, random) + pick(VOWELS, random)).join('') + pick(ENDS, random);
}

function makeDistinct(count: number, make: (count: number) => string): readonly string[] {
  const made = new Set<string>();
  while (made.size < count) {
    const word = make(made.size);
    if (!STOP_WORDS.has(word)) made.add(word);
  }
  return [...made];
}
