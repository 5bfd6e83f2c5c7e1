import { HoldfastError } from '../../model/error.ts';
import type { Store } from '../../ports/store.ts';
import { count } from '../../model/count.ts';
import { describeBreaker, describeDead } from './describe-trouble.ts';
import type { Finding } from './finding.ts';
import type { Ports, Surroundings } from '../ports.ts';
import { type Queue, readQueue } from './queue.ts';
import { describeStandings, readStandings } from '../work/standings.ts';

const SLOW_MS = 250;
const NAMED = 3;

/** Examines the database, what was given up or is left alone, and the children on record. Never rejects. */
export async function examineStore(around: Surroundings): Promise<readonly Finding[]> {
  if (!around.storeExists()) return [{ subject: 'database', state: 'ok', text: 'There is none yet.' }];
  try {
    const store = await around.openStore();
    const damage = await store.check();
    if (damage.length > 0) {
      const text = `It is damaged: ${damage[0]} (${damage.length} in all). Run: holdfast doctor --repair`;
      return [{ subject: 'database', state: 'fail', text }];
    }
    const database = await examineDatabase(store, around.clock);
    const { jobs } = await store.stats();
    const queue = await readQueue({ store });
    const budget = await examineBudget({ ...around, store });
    return [...database, ...examineDead(queue, jobs.dead), ...examineBreakers(queue), ...budget, ...examineChildren(queue, around.clock())];
  } catch (error) {
    const code = error instanceof HoldfastError ? `${error.code}: ` : '';
    return [{ subject: 'database', state: 'fail', text: `${code}${error instanceof Error ? error.message : String(error)}` }];
  }
}

async function examineDatabase(store: Store, clock: Surroundings['clock']): Promise<Finding[]> {
  const began = clock();
  // Reading goes on while another process holds the lock: only a write tells.
  await store.touch(began);
  const took = clock() - began;
  const { schema, memories, events, path } = await store.stats();
  const sound: Finding = { subject: 'database', state: 'ok', text: `Sound, schema ${schema}: ${memories} memories, ${events} events.` };
  if (took < SLOW_MS) return [sound];
  const text = `One write to ${path} took ${took} ms: its disk is slow or busy, and agents wait for it. Set HOLDFAST_HOME to a folder on a local, faster disk.`;
  return [sound, { subject: 'disk', state: 'warn', text }];
}

function examineDead({ deadJobs }: Queue, dead: number): Finding[] {
  if (dead === 0) return [];
  const named = deadJobs.slice(0, NAMED).map(describeDead);
  const more = dead > named.length ? [`and ${dead - named.length} more`] : [];
  const text = `Given up, the events are kept: ${[...named, ...more].join('; ')}. It is tried again when the session goes on, or with: holdfast drain --retry-dead`;
  return [{ subject: 'work', state: 'warn', text }];
}

function examineBreakers({ breakers }: Queue): Finding[] {
  return breakers.map((breaker) => ({
    subject: 'breaker',
    state: 'warn',
    text: `${describeBreaker(breaker)}. What waits for it is done later.`,
  }));
}

async function examineBudget(ports: Ports): Promise<Finding[]> {
  if (ports.model === undefined) return [];
  const lines = await describeStandings(ports, await readStandings(ports));
  return lines.map((line) => ({
    subject: 'budget',
    state: 'warn',
    text: `${line} Memories are made without the model meanwhile. See: holdfast usage`,
  }));
}

function examineChildren({ children }: Queue, now: number): Finding[] {
  const left = children.filter(({ until }) => until <= now).length;
  const findings: Finding[] = [];
  if (children.length > left)
    findings.push({ subject: 'children', state: 'ok', text: `${count(children.length - left, 'model process')} at work.` });
  if (left > 0) {
    const text = `${count(left, 'model process')} on record that nobody answers for; the next session ends what still runs.`;
    findings.push({ subject: 'children', state: 'warn', text });
  }
  return findings;
}
