import type { HomeFacts } from '../../ports/workspace.ts';
import { examineExclusions } from './examine-exclusions.ts';
import { examineHome } from './examine-home.ts';
import { examineStore } from './examine-store.ts';
import type { Finding } from './finding.ts';
import type { Surroundings } from '../ports.ts';

/** Examines the memory: its folder, the database, what waits, what went wrong lately and, for a folder, what is left out. Never rejects. */
export async function examine(around: Surroundings, home: HomeFacts, cwd?: string): Promise<readonly Finding[]> {
  return [
    ...examineHome(home),
    ...(await examineStore(around)),
    ...(await examineModel(around)),
    await examineSpool(around),
    ...(cwd === undefined ? [] : await examineExclusions(around, cwd)),
    examineLog(home),
  ];
}

// Nothing is sent: that the key is right is known only once it is used.
async function examineModel({ model }: Surroundings): Promise<readonly Finding[]> {
  if (model === undefined) return [];
  try {
    await model.check();
    return [{ subject: 'model', state: 'ok', text: `${model.name.replace('model:', '')} is asked for better words.` }];
  } catch (error) {
    return [{ subject: 'model', state: 'warn', text: error instanceof Error ? error.message : String(error) }];
  }
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
