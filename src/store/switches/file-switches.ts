import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HoldfastError } from '../../model/error.ts';
import type { OffTime, Switches } from '../../ports/switches.ts';
import { appendPrivately } from '../private-file.ts';
import { makePrivateSubfolder } from '../private-folder.ts';
import { readOffTimes, writeOff, writeOn } from './off-times.ts';

const EVERYTHING = 'everything';
const MOST_KNOWN = 200;
const NEVER: readonly OffTime[] = [];
const ALWAYS: readonly OffTime[] = [{ from: 0, to: Infinity, automatic: false }];

interface Known {
  readonly changedAt: number;
  readonly size: number;
  readonly times: readonly OffTime[];
}

/** Switches as files in a folder, one each, to which lines are added. A file's name tells nothing of its session. */
export function openSwitches(folder: string): Switches {
  const known = new Map<string, Known>();
  return {
    offTimes: (session) => look(known, pathOf(folder, session)),
    turnOff({ session, from, to = Infinity, automatic = false }) {
      // Where there is not even a folder of a memory, none is made but for who asks.
      if (!automatic || existsSync(dirname(folder))) add(folder, session, writeOff({ from, to, automatic }));
    },
    turnOn: ({ session, at }) => add(folder, session, writeOn(at)),
  };
}

function pathOf(folder: string, session: string | undefined): string {
  return join(folder, session === undefined ? EVERYTHING : createHash('sha256').update(session).digest('hex').slice(0, 32));
}

function look(known: Map<string, Known>, path: string): readonly OffTime[] {
  const found = tryStat(path);
  if (found === undefined) return NEVER;
  const { mtimeMs: changedAt, size } = found;
  const before = known.get(path);
  if (before?.changedAt === changedAt && before.size === size) return before.times;
  const times = readTimes(path);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, { changedAt, size, times });
  return times;
}

// Where not even that can be told, there is no store to be opened either.
function tryStat(path: string): { readonly mtimeMs: number; readonly size: number } | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

// Somebody turned something off, and what cannot be told: then it is.
function readTimes(path: string): readonly OffTime[] {
  try {
    return readOffTimes(readFileSync(path, 'utf8'));
  } catch {
    return ALWAYS;
  }
}

function add(folder: string, session: string | undefined, line: string): void {
  try {
    makePrivateSubfolder(folder);
    // The newline in front ends a line that a full disk tore.
    appendPrivately(pathOf(folder, session), `\n${line}`);
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    throw new HoldfastError('store_unavailable', `${folder} cannot be written: the switch stays as it was.`, { cause: error });
  }
}
