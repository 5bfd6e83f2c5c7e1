import { areSmall } from '../../distill/ask/write-prompt.ts';
import { isBusy } from '../../model/error.ts';
import type { Job } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';
import { type AskedQuestion, findQuestion } from './find-question.ts';
import { MODEL_LEASE_MS } from './reap-children.ts';
import { SESSION_TURN } from './summary-of.ts';
import { parseTurnKey, turnKeyPrefix } from './turn-key.ts';

/**
 * Further turns of the same session that wait and go into one request with a first one; none where that has failed before: it may
 * be what no model can answer, and none beside a session as a whole. Jobs of which nothing is left to ask are done.
 */
export async function claimBatch(ports: Ports, first: AskedQuestion, most: number): Promise<readonly AskedQuestion[]> {
  const { store, clock } = ports;
  const questions = [first];
  while (isOfTurn(first) && first.job.attempt === 1 && questions.length < most) {
    const job = await claimNext(ports, first.job);
    if (job === undefined) break;
    const found = await tryToFind(ports, job);
    if (found === undefined) await store.complete(job);
    else if (isOfTurn(found) && job.attempt === 1 && areSmall([...questions, found])) questions.push(found);
    else {
      await store.giveBack(job, clock());
      break;
    }
  }
  return questions;
}

function isOfTurn(found: AskedQuestion | 'unreadable'): found is AskedQuestion {
  return found !== 'unreadable' && found.turn.prompt !== SESSION_TURN;
}

// What cannot be read is to fail by itself, not with what it happened to wait beside.
function tryToFind(ports: Ports, job: Job): Promise<AskedQuestion | 'unreadable' | undefined> {
  return findQuestion(ports, job).catch((error: unknown) => {
    if (isBusy(error)) throw error;
    return 'unreadable';
  });
}

function claimNext({ store, clock, owner }: Ports, { key }: Job): Promise<Job | undefined> {
  const at = clock();
  const keyPrefix = turnKeyPrefix(parseTurnKey(key)?.session ?? '');
  return store.claim({ kind: 'enrich', owner, at, leaseMs: MODEL_LEASE_MS, dueBy: at, keyPrefix });
}
