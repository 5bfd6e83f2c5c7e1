import type { Memory } from '../../model/memory.ts';
import { type Quoted, quotedOf } from '../../model/quoted.ts';
import type { Ports } from '../ports.ts';

const LATEST = 300;

/**
 * What the latest memories of all projects quote, but for those of the session `except`. Our own answers are not recorded, so that only
 * this tells where an agent has words from that it was told when it asked, also about other projects.
 */
export async function quotedBefore({ store }: Pick<Ports, 'store'>, except?: string): Promise<readonly Quoted[]> {
  return (await store.quoting(LATEST)).filter(({ session }) => session !== except).flatMap(othersWords);
}

function othersWords(memory: Memory): readonly Quoted[] {
  if (memory.authority !== 'import') return quotedOf(memory);
  return [memory.title, memory.subtitle, memory.narrative, ...memory.facts].map((text) => ({ text, source: 'import' as const }));
}
