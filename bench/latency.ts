import { startFakeApi, type FakeApi } from '../test/client/fake-api.ts';
import { bash, call, say } from '../test/client/reply.ts';
import { startSession, type Session } from '../test/client/session.ts';
import { createWorld } from '../test/client/world.ts';
import { quantiles } from './quantiles.ts';

const ROUNDS = 6;
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
 * Measures, in the real client, what the plugin adds to a tool call. Sessions with and without it take turns, each being
 * first as often as the other, so that what else the machine does falls on both. Prints a Markdown table.
 */
export async function runLatency(): Promise<void> {
  const samples = { with: [] as Sample[], without: [] as Sample[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      samples[side].push(await measure(side === 'with'));
    }
  }
  const [base, ours] = [merge(samples.without), merge(samples.with)];
  console.log('| around one tool call, ms | calls | p50 | p95 | max |\n|---|---|---|---|---|');
  console.log(formatRow('client without the plugin', base.call));
  console.log(formatRow('client with the plugin', ours.call));
  console.log(formatRow('the hook itself', ours.hook));
  const added = Number(quantiles(ours.call).p50) - Number(quantiles(base.call).p50);
  console.log(`\nAdded to a tool call, median against median: ${added.toFixed(1)} ms.`);
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
  const { p50, p95, max } = quantiles(times);
  return `| ${[name, times.length, p50, p95, max].join(' | ')} |`;
}
