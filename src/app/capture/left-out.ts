import type { Event, ToolCall } from '../../model/event.ts';
import type { Agent } from '../../ports/agent.ts';
import type { Rules } from '../../ports/exclusions.ts';
import type { OffTime } from '../../ports/switches.ts';

/** How long after its time in the transcript a prompt is told of at most: the client waits for us to start. */
export const TOLD_LATE_MS = 10_000;

/** What decides about an event. */
export interface Judging {
  readonly agent: Pick<Agent, 'reach' | 'turns'>;
  readonly rules: Rules;
  readonly cwd: string;
  /** Whether the memory was off at any time of the session. */
  readonly wasOff: boolean;
}

/** Whether the user wants an event left out. */
export function isLeftOut(event: Event, judging: Judging): boolean {
  const { kind, call, subagent, text = '' } = event;
  const { agent, rules, wasOff } = judging;
  if (kind === 'prompt' && agent.turns(text) === 'off') return true;
  // It tells of all that was said, also while the memory was off.
  if (kind === 'compaction' && wasOff) return true;
  if (rules.areEmpty) return false;
  if (subagent !== undefined && rules.excludeSubagent(subagent.type)) return true;
  return call !== undefined && isCallLeftOut(call, judging);
}

/** The time among these that a moment is in. */
export function offTime(times: readonly OffTime[], at: number): OffTime | undefined {
  return times.find(({ from, to }) => at >= from && at < to);
}

// Each may take some milliseconds where somebody wrote patterns to that end. What has more is not looked through, and not kept.
const MOST_PATHS = 400;

function isCallLeftOut(call: ToolCall, { agent, rules, cwd }: Judging): boolean {
  if (rules.excludeTool(call.tool)) return true;
  const { paths, subagent } = agent.reach(call);
  if (subagent !== undefined && rules.excludeSubagent(subagent)) return true;
  return paths.length > MOST_PATHS || paths.some((path) => rules.excludeFile(path, cwd));
}
