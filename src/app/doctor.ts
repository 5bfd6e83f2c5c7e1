import { HoldfastError } from '../model/error.ts';
import type { StoreStats } from '../ports/store.ts';
import type { HomeFacts } from '../ports/workspace.ts';
import type { Surroundings } from './ports.ts';

/** One thing looked at. `warn`: works, but somebody should know; `fail`: does not work. */
export interface Finding {
  readonly subject: string;
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found and, where it is not fine, what to do. */
  readonly text: string;
}

const CHECK_FOLDER = 'Check that it is a folder, who owns it, and that its disk takes changes.';
const LITTLE_SPACE = 100 * 1024 * 1024;

/** Examines the memory: its folder, the database, what waits and what went wrong lately. Never rejects. */
export async function examine(around: Surroundings, home: HomeFacts): Promise<readonly Finding[]> {
  return [...examineHome(home), ...(await examineDatabase(around)), await examineSpool(around), examineLog(home)];
}

function examineHome(home: HomeFacts): Finding[] {
  if (!home.exists && home.writable)
    return [{ subject: 'folder', state: 'ok', text: `${home.path} is not there yet; it is made with the first event.` }];
  const findings: Finding[] = [];
  if (!home.writable)
    findings.push({
      subject: 'folder',
      state: 'fail',
      text: `${home.path} ${home.exists ? 'cannot be written' : 'cannot be made'}: nothing new is remembered. ${CHECK_FOLDER}`,
    });
  if (home.open && home.writable)
    findings.push({
      subject: 'folder',
      state: 'warn',
      text: `Others on this machine can look into ${home.path}. Run: chmod 700 ${home.path}`,
    });
  if (home.freeBytes < LITTLE_SPACE)
    findings.push({
      subject: 'disk',
      state: 'warn',
      text: `Only ${Math.round(home.freeBytes / 1024 / 1024)} MB are free where ${home.path} is.`,
    });
  return findings.length > 0 ? findings : [{ subject: 'folder', state: 'ok', text: home.path }];
}

async function examineDatabase(around: Surroundings): Promise<Finding[]> {
  if (!around.storeExists()) return [{ subject: 'database', state: 'ok', text: 'There is none yet.' }];
  try {
    const store = await around.openStore();
    const damage = await store.check();
    if (damage.length > 0)
      return [
        {
          subject: 'database',
          state: 'fail',
          text: `It is damaged: ${damage[0]} (${damage.length} in all). Run: holdfast doctor --repair`,
        },
      ];
    // Reading goes on while another process holds the lock: only a write tells.
    await store.append({ events: [] });
    return describeStats(await store.stats());
  } catch (error) {
    const code = error instanceof HoldfastError ? `${error.code}: ` : '';
    return [{ subject: 'database', state: 'fail', text: `${code}${error instanceof Error ? error.message : String(error)}` }];
  }
}

function describeStats(stats: StoreStats): Finding[] {
  const sound: Finding = {
    subject: 'database',
    state: 'ok',
    text: `Sound, schema ${stats.schema}: ${stats.memories} memories, ${stats.events} events.`,
  };
  if (stats.jobs.dead === 0) return [sound];
  return [
    sound,
    {
      subject: 'distilling',
      state: 'warn',
      text: `${stats.jobs.dead} sessions could not be distilled; their events are kept. The log says why.`,
    },
  ];
}

async function examineSpool({ spool }: Surroundings): Promise<Finding> {
  const { files, bytes } = await spool.size();
  // A disk that was full may have left a file with nothing in it.
  if (bytes === 0) return { subject: 'spool', state: 'ok', text: 'Empty.' };
  return {
    subject: 'spool',
    state: 'warn',
    text: `${bytes} bytes in ${files} files wait for the database; they are stored with the next session.`,
  };
}

function examineLog({ warnings }: HomeFacts): Finding {
  const last = warnings.at(-1);
  if (last === undefined) return { subject: 'log', state: 'ok', text: 'No warnings.' };
  return { subject: 'log', state: 'warn', text: `${warnings.length} warnings, the last: ${last}` };
}
