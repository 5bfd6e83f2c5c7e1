import { HoldfastError } from '../../model/error.ts';
import type { Mode } from '../../model/mode.ts';
import { BUILT_IN } from './built-in.ts';
import { LANGUAGES, nameLanguage } from './languages.ts';
import { composeMode, type ModeSheet } from './mode-sheet.ts';
import { parseMode } from './parse-mode.ts';

const PART = /^[a-z\d]+(?:-[a-z\d]+)*$/i;
const LONGEST_NAME = 80;
const MOST_PARTS = 4;

/** Whether a name may be a mode's, and a file's: letters, digits, `-`, and `--` before each override. */
export function isModeName(name: string): boolean {
  const parts = name.split('--');
  return name.length <= LONGEST_NAME && parts.length <= MOST_PARTS && parts.every((part) => PART.test(part));
}

/** The modes that a mode is laid over, the first one first, itself last: `code--de` is `code`, then `code--de`. Throws `config`. */
export function traceMode(name: string): readonly string[] {
  if (isModeName(name)) {
    const parts = name.split('--');
    return parts.map((_, at) => parts.slice(0, at + 1).join('--'));
  }
  const shown = JSON.stringify(name.slice(0, LONGEST_NAME));
  throw new HoldfastError('config', `${shown} is no name of a mode: a name is like code, code--de or my-mode, with up to three overrides.`);
}

/**
 * The mode of a name. `read` gives what is in a mode's file, undefined where there is none; a file goes before what is built in, and
 * an override without a file is a language. `others` are names of files, for the message. Throws `config`.
 */
export function resolveMode(name: string, read: (name: string) => unknown, others: readonly string[] = []): Mode {
  let sheet: ModeSheet = {};
  for (const step of traceMode(name)) {
    const next = readStep(step, read);
    if (next === undefined) throw new HoldfastError('config', `There is no mode ${describeMissing(step, name)}. ${listModes(others)}`);
    sheet = { ...sheet, ...next };
  }
  if (sheet.types === undefined || sheet.types.length === 0) {
    throw new HoldfastError('config', `Mode ${name} has no types: its file has to list at least one.`);
  }
  return composeMode(name, sheet);
}

function readStep(step: string, read: (name: string) => unknown): ModeSheet | undefined {
  const at = step.lastIndexOf('--');
  const code = at < 0 ? '' : step.slice(at + 2);
  const value = read(step);
  // Of a file's own name, only a usual code counts as a language: `code--min` may well be a short mode, not Minangkabau.
  if (value !== undefined) return { ...nameOnly(LANGUAGES.get(code.toLowerCase())), ...parseMode(value, step) };
  const builtIn = BUILT_IN.get(step);
  if (builtIn !== undefined) return toSheet(builtIn);
  const language = code === '' ? undefined : nameLanguage(code);
  return language === undefined ? undefined : nameOnly(language);
}

function toSheet({ description = '', types, concepts, role, record, skip }: Mode): ModeSheet {
  return { description, types, concepts, identity: role, record, skip };
}

// What a mode below said of its language does not hold any more.
function nameOnly(language: string | undefined): ModeSheet {
  return language === undefined ? {} : { language, languageNote: '' };
}

function describeMissing(step: string, name: string): string {
  return step === name ? name : `${step}, which ${name} is laid over`;
}

function listModes(others: readonly string[]): string {
  const names = [...new Set([...BUILT_IN.keys(), ...others])].slice(0, 40);
  return `There are ${names.join(', ')}, each also with a language (code--de), and what you put into modes/<name>.json.`;
}
