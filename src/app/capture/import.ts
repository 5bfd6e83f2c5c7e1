import { HoldfastError } from '../../model/error.ts';
import type { Agent } from '../../ports/agent.ts';
import { drain } from '../work/drain.ts';
import { indexRecord } from '../work/index-record.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from './owner.ts';
import { reconcile } from './reconcile.ts';

const HEAD_BYTES = 64 * 1024;

/** How far an import is. */
export interface ImportProgress {
  readonly stage: 'reading' | 'distilling' | 'indexing';
  readonly files: number;
  readonly filesDone: number;
  /** Turns distilled so far. */
  readonly turns: number;
}

/**
 * Reads transcripts into the store and distills them. Repeating it changes nothing, but that what was taken for another's is the
 * user's where `ownerOf` says so now. Throws `unsupported` where no file is a transcript.
 */
export async function* importTranscripts(
  ports: Ports,
  paths: readonly string[],
  ownerOf: (path: string) => Owner = () => 'user',
): AsyncGenerator<ImportProgress, void> {
  const known: { path: string; agent: Agent }[] = [];
  for (const path of paths) {
    const agent = await recognise(ports, path);
    if (agent !== undefined) known.push({ path, agent });
  }
  if (known.length === 0)
    throw new HoldfastError('unsupported', 'No transcript of a known agent was found there. Known: Claude Code (.jsonl).');
  for (const [done, { path, agent }] of known.entries()) {
    const owner = ownerOf(path);
    if (owner === 'user') await own(ports, path);
    for await (const _ of reconcile(ports, agent, path, { complete: true, isExplicit: true, owner })) {
      yield { stage: 'reading', files: known.length, filesDone: done, turns: 0 };
    }
  }
  let turns = 0;
  for await (const _ of drain(ports, { eager: true })) {
    turns += 1;
    yield { stage: 'distilling', files: known.length, filesDone: known.length, turns };
  }
  for await (const _ of indexRecord(ports)) yield { stage: 'indexing', files: known.length, filesDone: known.length, turns };
}

// Of a transcript that was read before, nothing is told again.
async function own({ store }: Ports, path: string): Promise<void> {
  const session = await store.session((await store.cursor(path))?.session ?? '');
  if (session?.imported === true) await store.append({ events: [], session: { ...session, imported: false } });
}

async function recognise({ files, agents }: Ports, path: string): Promise<Agent | undefined> {
  const head = new TextDecoder().decode(await files.read(path, 0, HEAD_BYTES));
  return agents.find((agent) => agent.recognises(path, head));
}
