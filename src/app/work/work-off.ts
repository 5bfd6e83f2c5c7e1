import { drain } from './drain.ts';
import { enrich } from './enrich.ts';
import type { Ports } from '../ports.ts';

/** What was worked off. */
export interface WorkedOff {
  readonly stage: 'distilling' | 'asking the model';
  readonly turns: number;
}

/**
 * Works off all that waits: sessions to distill, then turns to ask the model about, then the summaries of their sessions.
 * Yields after each turn; stops after one when `signal` is aborted.
 */
export async function* workOff(ports: Ports, signal: AbortSignal): AsyncGenerator<WorkedOff, void> {
  yield* count(drain(ports, { eager: true }), 'distilling', signal);
  yield* count(enrich(ports, signal), 'asking the model', signal);
  yield* count(drain(ports, { eager: true }), 'distilling', signal);
}

async function* count(steps: AsyncGenerator<void, void>, stage: WorkedOff['stage'], signal: AbortSignal): AsyncGenerator<WorkedOff, void> {
  if (signal.aborted) return;
  let turns = 0;
  for await (const _ of steps) {
    turns += 1;
    yield { stage, turns };
    if (signal.aborted) return;
  }
}
