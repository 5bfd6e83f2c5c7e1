import { quantiles } from './quantiles.ts';
import { startSessionProcess } from './session-process.ts';

const EVENTS = 10_000;
const TOOL_CALLS_PER_TURN = 20;
const OUTPUT = 'line of output that a tool printed\n'.repeat(60);

/** Resident memory of the session process over 10,000 events (2 KB each), and how long each hook waited. */
export async function runFootprint(): Promise<void> {
  await using session = await startSessionProcess();
  console.log('| events | RSS MB | hook ms p50 | p95 | max |\n|---|---|---|---|---|');
  console.log(`| 0 | ${(await session.rss()).toFixed(0)} | | | |`);
  let times: number[] = [];
  for (let n = 1; n <= EVENTS; n += 1) {
    times.push((await session.hook(event(n, session.home))).ms);
    if (n % 2000 !== 0) continue;
    const { p50, p95, max } = quantiles(times);
    console.log(`| ${n} | ${(await session.rss()).toFixed(0)} | ${p50} | ${p95} | ${max} |`);
    times = [];
  }
}

function event(n: number, cwd: string): Record<string, unknown> {
  const turn = Math.floor(n / (TOOL_CALLS_PER_TURN + 2));
  const place = n % (TOOL_CALLS_PER_TURN + 2);
  const common = { session_id: `bench-${Math.floor(turn / 10)}`, cwd, prompt_id: `prompt-${turn}`, transcript_path: '' };
  if (place === 0)
    return {
      ...common,
      hook_event_name: 'UserPromptSubmit',
      prompt: `Please change the parser of part ${turn} so that it accepts comments.`,
    };
  if (place === TOOL_CALLS_PER_TURN + 1)
    return {
      ...common,
      hook_event_name: 'Stop',
      last_assistant_message: `Done: the parser of part ${turn} accepts comments now; all tests pass.`,
    };
  const call = { tool_name: 'Bash', tool_input: { command: `npm test -- part-${n}` }, tool_use_id: `toolu_${n}`, tool_response: OUTPUT };
  return { ...common, hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify([call]) };
}
