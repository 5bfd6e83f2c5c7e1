import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createPrivateTurns } from '../../src/app/capture/private-turns.ts';
import type { Ports, Surroundings } from '../../src/app/ports.ts';
import { HoldfastError } from '../../src/model/error.ts';
import type { Exclude } from '../../src/model/exclude.ts';
import { processes } from '../../src/process/processes.ts';
import { openSpool } from '../../src/store/spool/spool.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { openSwitches } from '../../src/store/switches/file-switches.ts';
import { openExclusions } from '../../src/workspace/exclusions.ts';
import { files } from '../../src/workspace/files.ts';
import { NOON } from '../samples.ts';
import { tempFolder } from '../temp-folder.ts';
import { type ScriptedLine, scriptedAgent, writeLines } from './scripted-agent.ts';
import { type ScriptedDistiller, scriptDistiller } from './scripted-distiller.ts';

/** The application on a real database in a folder of its own, with an agent, a distiller, a clock and places from a script. */
export interface Bench {
  around: Surroundings;
  readonly ports: Ports;
  readonly distiller: ScriptedDistiller;
  readonly logged: string[];
  /** The folder of the memory. */
  readonly home: string;
  /** A folder for transcripts. */
  readonly transcripts: string;
  /** Milliseconds since the epoch; the test moves it. */
  now: number;
  /** Set: the store cannot be opened. */
  trouble: boolean;
  /** Appends lines to a transcript, `session-1.jsonl` unless another is named, and returns its path. */
  write(lines: readonly ScriptedLine[], name?: string): string;
  /** Writes a transcript anew. */
  writeAnew(text: string | Uint8Array, name?: string): string;
  /** The same memory, seen by another process; with other settings where they are given. */
  restart(exclude?: Partial<Exclude>): Promise<Bench>;
}

/** Opens a bench, which is put away when the test ends. */
export function openBench(exclude: Partial<Exclude> = {}): Promise<Bench> {
  return openBenchIn(tempFolder(), exclude);
}

async function openBenchIn(folder: string, exclude: Partial<Exclude>): Promise<Bench> {
  const home = join(folder, 'home');
  const transcripts = join(folder, 'transcripts');
  const distiller = scriptDistiller();
  const logged: string[] = [];
  const store = await openSqliteStore({ path: join(home, 'holdfast.db'), busyTimeoutMs: 1000, clock: () => bench.now });
  const around: Surroundings = {
    clock: () => bench.now,
    log: { warn: (message, error) => void logged.push(`${message}: ${String(error)}`), info: () => undefined },
    locate: (cwd) => Promise.resolve({ aliases: [`folder:${cwd}`], name: basename(cwd), cwd, root: cwd, branch: 'main' }),
    files,
    switches: openSwitches(join(home, 'off')),
    exclusions: openExclusions({ projects: [], paths: [], tools: [], subagents: false, home: '', ...exclude }, () => bench.now, 0),
    privacy: createPrivateTurns(),
    distiller,
    processes,
    agents: [scriptedAgent],
    owner: crypto.randomUUID(),
    spool: openSpool(join(home, 'spool')),
    storeExists: () => true,
    openStore: () => (bench.trouble ? Promise.reject(new HoldfastError('store_busy', 'It is locked.')) : Promise.resolve(store)),
  };
  const { spool: _spool, storeExists: _exists, openStore: _open, ...rest } = around;
  const bench: Bench = {
    around,
    ports: { ...rest, store },
    distiller,
    logged,
    home,
    transcripts,
    now: NOON,
    trouble: false,
    write: (lines, name) => append(transcripts, name, writeLines(...lines)),
    writeAnew(text, name = 'session-1.jsonl') {
      writeFileSync(append(transcripts, name, ''), text);
      return join(transcripts, name);
    },
    restart: (changed = exclude) => openBenchIn(folder, changed),
  };
  onTestFinished(() => store[Symbol.asyncDispose]());
  return bench;
}

/** The files of a folder and all below that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text));
}

/** Goes through all steps of a work; returns what they yielded. */
export async function runAll<T>(work: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(work);
}

function append(folder: string, name = 'session-1.jsonl', text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, text);
  return path;
}
