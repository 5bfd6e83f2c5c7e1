import { drain } from '../../../src/app/work/drain.ts';
import { enrich } from '../../../src/app/work/enrich.ts';
import type { Ports } from '../../../src/app/ports.ts';
import type { Memory } from '../../../src/model/memory.ts';
import { NOON, sampleEvent } from '../../samples.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { type ScriptedModel, scriptModel } from '../scripted-model.ts';

/** A session with a turn for each prompt, distilled; and a model. */
export async function openWithTurns(prompts: readonly string[]): Promise<{ bench: Bench; model: ScriptedModel; ports: Ports }> {
  const bench = await openBench();
  const model = scriptModel();
  const ports = { ...bench.ports, model };
  for (const prompt of prompts) await tell(bench, prompt);
  await runAll(drain(ports, { eager: true }));
  return { bench, model, ports };
}

/** Tells a turn, or more of it. */
export async function tell(bench: Bench, prompt: string, text = `prompt ${prompt}`): Promise<void> {
  const project = await bench.ports.store.project(await bench.ports.locate('/p'), bench.now);
  bench.now += 1;
  const id = `${prompt} ${text}`;
  await bench.ports.store.append({
    events: [sampleEvent({ id, prompt, text, at: bench.now, kind: text === `prompt ${prompt}` ? 'prompt' : 'assistant_message' })],
    session: { id: 'session-1', agent: 'test', project: project.id, cwd: '/p' },
  });
}

/** Asks the model about all that waits, in at most so many requests. */
export async function askAll(ports: Ports, most = 99): Promise<void> {
  let turns = 0;
  for await (const _ of enrich(ports, new AbortController().signal)) if ((turns += 1) >= most) return;
}

/** The memories of the session, its summary last. */
export async function memories(bench: Bench): Promise<readonly Memory[]> {
  const all = await bench.ports.store.list({ session: 'session-1', order: 'newest', limit: 99, offset: 0 });
  return all.toSorted((a, b) => a.number - b.number || NOON);
}
