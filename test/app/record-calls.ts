import type { ModelLimits } from '../../src/model/model-limits.ts';
import type { RecordedCall } from '../../src/ports/model-calls.ts';
import type { Store } from '../../src/ports/store.ts';
import { NOON } from '../samples.ts';

/** Limits, none unless said otherwise. */
export function sampleLimits(limits: Partial<ModelLimits>): ModelLimits {
  return { tokensPerHour: 0, tokensPerDay: 0, tokensPerProject: 0, usdPerHour: 0, usdPerDay: 0, usdPerProject: 0, ...limits };
}

/** Records calls of 100 tokens and a quarter of a dollar, unless they say otherwise. */
export async function recordCalls(store: Store, ...calls: readonly Partial<RecordedCall>[]): Promise<void> {
  for (const call of calls)
    await store.recordModelCall({
      at: NOON,
      project: 'p',
      session: 's',
      provider: 'test',
      model: 'small',
      inputTokens: 80,
      outputTokens: 20,
      cachedTokens: 10,
      costUsd: 0.25,
      outcome: 'answered',
      ...call,
    });
}
