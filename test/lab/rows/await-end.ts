import type { Actor } from '../actor.ts';
import type { Scene } from '../scene.ts';

// Of the 500 ms that it had; on a busy machine it may have had none of them to itself.
const STARVED_MS = 200;

/** Waits for the end of scripted agents. A fault: one had to kill its session process, which nothing kept from leaving. */
export async function awaitEnd({ cell }: Scene, agents: readonly Actor[]): Promise<{ endedAt: number; faults: readonly string[] }> {
  const ended = await Promise.all(agents.map((agent) => agent.awaitEnd()));
  const killed = agents.flatMap(({ lines }) => lines.filter((line) => line.startsWith('killed ')).map((line) => Number(line.slice(7))));
  const faults = killed
    .filter((waitedMs) => cell.failure === 'polite signal' && waitedMs < STARVED_MS)
    .map((waitedMs) => `a session process did not leave when it was told to and had to be killed (no processor for ${waitedMs} ms)`);
  return { endedAt: Math.max(...ended.map(({ at }) => at)), faults };
}
