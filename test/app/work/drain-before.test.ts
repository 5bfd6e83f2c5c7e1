import { expect, it } from 'vitest';
import { drain } from '../../../src/app/work/drain.ts';
import type { DistillContext } from '../../../src/ports/distiller.ts';
import { NOON, sampleEvent } from '../../samples.ts';
import { openBench, runAll } from '../bench.ts';

it('a turn is distilled with the closing message of the turn before, cut', async () => {
  const bench = await openBench();
  const long = `${'a'.repeat(1_500)}${'b'.repeat(1_500)}`;
  const told: readonly Parameters<typeof sampleEvent>[0][] = [
    { id: 'p-1', prompt: 'p', text: 'first' },
    { id: 'p-2', prompt: 'p', kind: 'assistant_message', text: 'on the way' },
    { id: 'p-3', prompt: 'p', kind: 'assistant_message', text: long },
    { id: 'p-4', prompt: 'p', kind: 'assistant_message', text: 'of a subagent', subagent: { id: 's', type: 'explore' } },
    { id: 'q-1', prompt: 'q', text: 'yes' },
    { id: 'q-2', prompt: 'q', kind: 'assistant_message', text: 'done' },
  ];
  const project = await bench.ports.store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const events = told.map((over) => sampleEvent({ session: 'session-1', at: (bench.now += 1), ...over }));
  await bench.ports.store.append({ events, session: { id: 'session-1', agent: 'test', project: project.id, cwd: '/work' } });

  const before = new Map<string, DistillContext['before']>();
  const distiller = {
    ...bench.distiller,
    distill: (turn: { readonly prompt: string }, context: DistillContext) => {
      before.set(turn.prompt, context.before);
      return Promise.resolve([]);
    },
  };
  await runAll(drain({ ...bench.ports, distiller }, { eager: true }));

  expect(before.get('p')).toBeUndefined();
  expect(before.get('q')?.id).toBe('p-3');
  expect(before.get('q')?.text).toMatch(/^a{1200}\n.*cut.*\nb{800}$/);
});
