import { setTimeout } from 'node:timers/promises';

const STEP_MS = 20;

/** Probes until there is a value and returns it. Rejects after `timeoutMs`, saying what was waited for. */
export async function waitFor<T>(
  what: string | (() => string),
  probe: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 15_000,
): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() > until) throw new Error(`Waited ${timeoutMs} ms in vain for ${typeof what === 'string' ? what : what()}.`);
    await setTimeout(STEP_MS);
  }
}
