import type { Event, ToolCall } from '../../model/event.ts';
import type { Agent } from '../../ports/agent.ts';
import type { Rules } from '../../ports/exclusions.ts';
import type { OffTime } from '../../ports/switches.ts';
import type { Ports } from '../ports.ts';

/** How long after its time in the transcript a prompt is told of at most: the client waits for us to start. */
export const TOLD_LATE_MS = 10_000;

/** What decides about an event. */
export interface Judging {
  readonly agent: Pick<Agent, 'reach' | 'turns'>;
  /** What is left out, by the folder that says so. */
  readonly rules: ReadonlyMap<string, Rules>;
  /** The folder of the session, or of the hook. */
  readonly cwd: string;
  /** Whether the memory was off at any time of the session. */
  readonly wasOff: boolean;
}

/** Whether the user wants an event left out. */
export function isLeftOut(event: Event, judging: Judging): boolean {
  const { kind, subagent, text = '' } = event;
  const { agent, wasOff } = judging;
  if (kind === 'prompt' && agent.turns(text) === 'off') return true;
  // It tells of all that was said, also while the memory was off.
  if (kind === 'compaction' && wasOff) return true;
  const folders = foldersOf(event, judging.cwd);
  const rules = [...new Set(folders.flatMap((folder) => judging.rules.get(folder) ?? []))].filter(({ areEmpty }) => !areEmpty);
  if (rules.length === 0) return false;
  if (subagent !== undefined && rules.some(({ excludeSubagent }) => excludeSubagent(subagent.type))) return true;
  return event.call !== undefined && isCallLeftOut(agent, event.call, rules, folders);
}

/** What is left out in the folders that events happened in, and in that of the session or the hook. */
export async function findRules(
  { exclusions, locate }: Pick<Ports, 'exclusions' | 'locate'>,
  cwd: string,
  events: readonly Event[],
): Promise<Judging['rules']> {
  const rules = new Map<string, Rules>();
  for (const folder of new Set(events.flatMap((event) => foldersOf(event, cwd))).add(cwd))
    rules.set(folder, await exclusions.rulesAt(await locate(folder)));
  return rules;
}

/** The time among these that a moment is in. */
export function offTime(times: readonly OffTime[], at: number): OffTime | undefined {
  return times.find(({ from, to }) => at >= from && at < to);
}

// Each may take some milliseconds where somebody wrote patterns to that end. What has more is not looked through, and not kept.
const MOST_PATHS = 400;

// What one folder says is left out wherever the agent was when it named that: it may have gone there and back in between.
function isCallLeftOut(agent: Judging['agent'], call: ToolCall, rules: readonly Rules[], folders: readonly string[]): boolean {
  if (rules.some(({ excludeTool }) => excludeTool(call.tool))) return true;
  const { paths, subagent } = agent.reach(call);
  if (subagent !== undefined && rules.some(({ excludeSubagent }) => excludeSubagent(subagent))) return true;
  if (paths.length > MOST_PATHS) return true;
  return paths.some((path) => folders.some((folder) => rules.some(({ excludeFile }) => excludeFile(path, folder))));
}

function foldersOf({ folders = [] }: Event, cwd: string): readonly string[] {
  return [...new Set([cwd, ...folders])];
}
