import type { Sandbox } from '../sandbox.ts';
import { holdfast, type Ran, type RunOptions } from '../run.ts';

/** A session that the tests of hooks belong to. */
export const SESSION = 'a1f0c9de-0000-4000-8000-000000000001';

/** What the user asks in it. */
export const PROMPT = 'Why are users logged out after a minute?';

/** What Claude Code sends with a prompt; `over` replaces fields. */
export function promptPayload(box: Sandbox, over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    hook_event_name: 'UserPromptSubmit',
    session_id: SESSION,
    transcript_path: `${box.home}/.claude/projects/site/${SESSION}.jsonl`,
    cwd: box.project,
    prompt_id: 'prompt-1',
    prompt: PROMPT,
    ...over,
  };
}

/** Runs `holdfast hook claude-code` on a payload. */
export function hook(box: Sandbox, payload: unknown, options: RunOptions = {}): Promise<Ran> {
  return holdfast(box, ['hook', 'claude-code'], { stdin: JSON.stringify(payload), ...options });
}
