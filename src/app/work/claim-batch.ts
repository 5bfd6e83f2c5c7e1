import { countTogether } from '../../distill/ask/write-prompt.ts';
import { isBusy } from '../../model/error.ts';
import type { Job } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';
import { type AskedQuestion, findQuestion } from './find-question.ts';
import { MODEL_LEASE_MS } from './reap-children.ts';
import { parseTurnKey, turnKeyPrefix } from './turn-key.ts';

/**
 * Further turns of the same session that wait and go into one request with a first one; none where that has failed before: it may
 * be what no model can answer. Jobs of which nothing is left to ask are done.
 */
export async function claimBatch(ports: Ports, first: AskedQuestion, most: number): Promise<readonly AskedQuestion[]> {
  const questions = [first];
  while (first.job.attempt === 1 && questions.length < most) {
    const job = await claimNext(ports, first.job);
    if (job === undefined) break;
    const found = await tryToFind(ports, job);
    if (found === undefined) await ports.store.complete(job);
    else if (found !== 'unreadable' && job.attempt === 1 && countTogether([...questions, found], most) > questions.length)
      questions.push(found);
    else {
      await ports.store.giveBack(job, ports.clock());
      break;
    }
  }
  return questions;
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
