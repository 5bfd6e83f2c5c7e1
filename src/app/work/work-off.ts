import { unspool } from '../capture/unspool.ts';
import { drain } from './drain.ts';
import { enrich } from './enrich.ts';
import { indexRecord } from './index-record.ts';
import type { Ports, Surroundings } from '../ports.ts';

/** What is done about a turn. */
export type Stage = 'distilling' | 'asking the model';

/**
 * Works off all that waits: events that the store could not take when they came, sessions to distill, then turns to ask the
 * model about, then the summaries of their sessions and the model about those, then what is to be indexed. Yields after each turn what was done about
 * it; stops when `signal` is aborted.
 */
export async function* workOff(ports: Ports & Pick<Surroundings, 'spool'>, signal: AbortSignal): AsyncGenerator<Stage, void> {
  for await (const _ of unspool(ports, ports.spool));
  yield* name(drain(ports, { eager: true }), 'distilling', signal);
  // Who asks for it now has perhaps put right what the model was left alone for.
  if (ports.model !== undefined) await ports.store.report(ports.model.name, ports.clock(), { ok: true });
  yield* name(enrich(ports, signal), 'asking the model', signal);
  yield* name(drain(ports, { eager: true }), 'distilling', signal);
  yield* name(enrich(ports, signal, { eager: true }), 'asking the model', signal);
  if (signal.aborted) return;
  for await (const _ of indexRecord(ports)) if (signal.aborted) return;
}

async function* name(steps: AsyncGenerator<void, void>, stage: Stage, signal: AbortSignal): AsyncGenerator<Stage, void> {
  if (signal.aborted) return;
  for await (const _ of steps) {
    yield stage;
    if (signal.aborted) return;
  }
}
