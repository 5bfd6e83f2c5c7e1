import { startFakeApi, type FakeApi } from '../test/client/fake-api.ts';
import { bash, call, say } from '../test/client/reply.ts';
import { startSession, type Session } from '../test/client/session.ts';
import { createWorld } from '../test/client/world.ts';

const ROUNDS = 4;
const CALLS = 26;
// The first calls of a session find nothing warm on either side.
const WARM_UP = 2;

/** Times in milliseconds, one per tool call. */
interface Sample {
  /** All that the client does between the model's call of a tool and its next request. */
  readonly call: readonly number[];
  /** From the client's "hook started" to its "hook ended". */
  readonly hook: readonly number[];
}

/**
 * Measures, in the real client, what the plugin adds to a tool call: sessions with and without it take turns, so that
 * what else the machine does falls on both. Prints a Markdown table.
 */
export async function runLatency(): Promise<void> {
  const without: Sample[] = [];
  const withPlugin: Sample[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    without.push(await measure(false));
    withPlugin.push(await measure(true));
  }
  const [base, ours] = [merge(without), merge(withPlugin)];
  console.log('| around one tool call, ms | calls | p50 | p90 | max |\n|---|---|---|---|---|');
  console.log(formatRow('client without the plugin', base.call));
  console.log(formatRow('client with the plugin', ours.call));
  console.log(formatRow('the hooks themselves', ours.hook));
  console.log(`\nAdded to a tool call, median against median: ${(quantile(ours.call, 0.5) - quantile(base.call, 0.5)).toFixed(1)} ms.`);
}

async function measure(plugin: boolean): Promise<Sample> {
  await using world = await createWorld();
  const replies = Array.from({ length: CALLS }, (_, at) => call(bash(`true ${at}`)));
  await using api = await startFakeApi({ replies: [...replies, say('Done.')] });
  await using session = await startSession(world, api, { plugin, args: ['--include-hook-events'] });
  await session.ask('Go.');
  await session.close();
  return { call: gaps(api).slice(WARM_UP), hook: hookTimes(session).slice(WARM_UP) };
}

function gaps({ requests }: FakeApi): readonly number[] {
  return requests.slice(1).map(({ arrivedAt }, before) => arrivedAt - requests[before]!.answeredAt!);
}

function hookTimes({ messages }: Session): readonly number[] {
  const ofTools = messages.filter(({ hook_event }) => hook_event?.startsWith('PostTool') === true);
  const started = new Map(ofTools.filter(({ subtype }) => subtype === 'hook_started').map(({ hook_id, at }) => [hook_id, at]));
  const ended = ofTools.filter(({ subtype, hook_id }) => subtype === 'hook_response' && started.has(hook_id));
  return ended.map(({ hook_id, at }) => at - started.get(hook_id)!);
}

function merge(samples: readonly Sample[]): Sample {
  return { call: samples.flatMap(({ call: times }) => times), hook: samples.flatMap(({ hook }) => hook) };
}

function formatRow(name: string, times: readonly number[]): string {
  const cells = [quantile(times, 0.5), quantile(times, 0.9), quantile(times, 1)].map((ms) => ms.toFixed(1));
  return `| ${[name, String(times.length), ...cells].join(' | ')} |`;
}

function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
