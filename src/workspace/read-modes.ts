import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BUILT_IN } from '../distill/mode/built-in.ts';
import { writeInstructions } from '../distill/mode/instructions.ts';
import { LANGUAGES } from '../distill/mode/languages.ts';
import { isModeName, resolveMode, traceMode } from '../distill/mode/resolve-mode.ts';
import { HoldfastError } from '../model/error.ts';
import type { Mode } from '../model/mode.ts';
import { readBounded } from './read-bounded.ts';

const MOST_BYTES = 128 * 1024;
const MOST_FILES = 200;

/** Where mode files are: in `modes` of the home folder, and in another folder; empty: in no other. */
export interface ModePlaces {
  readonly home: string;
  readonly modeFolder: string;
}

/** A mode that one may choose. */
export interface ListedMode {
  readonly name: string;
  readonly description: string;
  /** The path of its file; undefined: it is built in. */
  readonly file?: string;
  /** Why it cannot be used. */
  readonly problem?: string;
}

/** The modes on this machine. */
export interface Modes {
  /** Codes and English names of the usual languages. */
  readonly languages: ReadonlyMap<string, string>;
  /** Those that are built in, then the user's, by name. */
  list(): Promise<readonly ListedMode[]>;
  /** Rejects with `config`, in one sentence that says what is wrong or what there is. */
  load(name: string): Promise<Mode>;
  /** What a model would be told. */
  tell(mode: Mode): string;
}

/** The mode that is set. Rejects with `config` where it is not there or its file is wrong. */
export function loadMode(config: ModePlaces & { readonly mode: string }): Promise<Mode> {
  return openModes(config).load(config.mode);
}

/** Opens the modes on this machine; files are read when they are asked for. */
export function openModes({ home, modeFolder }: ModePlaces): Modes {
  const folders = [join(home, 'modes'), ...(modeFolder === '' ? [] : [modeFolder])];
  const load = async (name: string): Promise<Mode> => {
    const read = new Map<string, unknown>();
    for (const step of traceMode(name)) read.set(step, (await findFile(folders, step))?.value);
    const files = await listFiles(folders);
    return resolveMode(name, (step) => read.get(step), [...files.keys()]);
  };
  return {
    languages: LANGUAGES,
    load,
    tell: writeInstructions,
    async list() {
      const files = await listFiles(folders);
      const names = [...new Set([...BUILT_IN.keys(), ...[...files.keys()].toSorted()])];
      return Promise.all(names.map((name) => describeMode(name, files.get(name), load)));
    },
  };
}

async function describeMode(name: string, file: string | undefined, load: Modes['load']): Promise<ListedMode> {
  const where = file === undefined ? {} : { file };
  try {
    return { name, description: (await load(name)).description ?? '', ...where };
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    return { name, description: '', ...where, problem: error.message };
  }
}

async function listFiles(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const names = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).toSorted();
    for (const name of names
      .map((file) => file.slice(0, -'.json'.length))
      .filter((each) => isModeName(each))
      .slice(0, MOST_FILES)) {
      if (!files.has(name)) files.set(name, join(folder, `${name}.json`));
    }
  }
  return files;
}

async function findFile(folders: readonly string[], name: string): Promise<{ readonly value: unknown } | undefined> {
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    const path = root && (await realpath(join(root, `${name}.json`)).catch(() => undefined));
    if (path === undefined || root === undefined) continue;
    // What is in a mode file goes to a model: it is to be what somebody put there for that.
    if (dirname(path) !== root)
      throw new HoldfastError('config', `${join(folder, name)}.json is a link to outside its folder: copy the file.`);
    return { value: await readJson(path) };
  }
  return undefined;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readBounded(path, MOST_BYTES + 1);
  if (text === undefined) throw new HoldfastError('config', `${path} cannot be read.`);
  if (Buffer.byteLength(text) > MOST_BYTES) throw new HoldfastError('config', `${path} is longer than ${MOST_BYTES / 1024} KB.`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new HoldfastError('config', `${path} is not JSON.`, { cause: error });
  }
}
