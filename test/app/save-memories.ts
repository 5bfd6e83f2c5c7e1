import type { MemoryDraft } from '../../src/model/memory.ts';
import { BLANK, NOON, sampleDraft } from '../samples.ts';
import type { Bench } from './bench.ts';

/** Stores memories of one project, each of a turn of its own, with nothing in them but what is given. */
export async function saveMemories(
  { ports: { store } }: Bench,
  ...drafts: readonly Partial<MemoryDraft>[]
): Promise<{ project: string; numbers: number[] }> {
  const project = await store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const session = { id: 's', agent: 'test', project: project.id, cwd: '/work', startedAt: NOON, lastEventAt: NOON };
  const numbers: number[] = [];
  for (const draft of drafts) {
    const result = {
      session,
      turn: crypto.randomUUID(),
      fingerprint: '',
      drafts: [sampleDraft({ ...BLANK, ...draft })],
      distilledBy: 'test',
    };
    numbers.push((await store.saveDistilled(result))![0]!.number);
  }
  return { project: project.id, numbers };
}
