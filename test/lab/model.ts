import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK } from '../client/processes.ts';
import type { Cell } from './cells.ts';
import type { Scene } from './scene.ts';

/** One line that the model wrote down. */
interface Note {
  readonly what: 'start' | 'in' | 'answered';
  readonly pid: number;
  /** ISO 8601, as in our log. */
  readonly at: string;
  /** At a start: how many ran then, itself included. */
  readonly alive?: number;
  /** The state it stays in, and the mark of its child process. */
  readonly state?: Cell['state'];
  readonly child?: string;
  /** Hash of what it was asked. */
  readonly request?: string;
}

/** The model that a scene's memory is set up with. */
export interface Model {
  readonly cap: number;
  /** What every run does that starts from now on. */
  behave(does: 'answer' | 'answer late' | Cell['state'], stubborn?: boolean): void;
  /** Lets those answer that do so late. */
  go(): void;
  notes(): readonly Note[];
}

const PROGRAM = join(import.meta.dirname, 'fixtures/model.mjs');

/** Sets up a model command for the memory of a scene. It answers, unless told otherwise. */
export function setUpModel({ box, mark }: Scene, { cap, deadlineMs }: { readonly cap: number; readonly deadlineMs: number }): Model {
  const folder = join(box.root, 'model');
  mkdirSync(folder);
  mkdirSync(box.memory, { mode: 0o700 });
  const runs = join(folder, 'runs.jsonl');
  appendFileSync(runs, '');
  const command = [process.execPath, PROGRAM, folder, mark];
  const settings = { modelCommand: command, modelEnvironment: [MARK], modelDeadlineMs: deadlineMs, modelChildren: cap };
  writeFileSync(join(box.memory, 'config.json'), JSON.stringify(settings));
  const behave: Model['behave'] = (does, stubborn = false) => writeWhole(join(folder, 'mode'), JSON.stringify({ does, stubborn }));
  behave('answer');
  return { cap, behave, go: () => writeFileSync(join(folder, 'go'), ''), notes: () => readNotes(runs) };
}

// A run that starts at this moment reads the old text or the new, never half of it.
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function readNotes(path: string): readonly Note[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Note);
}
