import { basename, dirname, join } from 'node:path';
import type { Agent } from '../../ports/agent.ts';
import { AGENT_NAME } from './agent-name.ts';
import { writeAnswer } from './answer.ts';
import { readHook } from './hook.ts';
import { recognises } from './recognise.ts';
import { readTranscript } from './transcript.ts';

/** Claude Code. */
export const claudeCode: Agent = { name: AGENT_NAME, readHook, writeAnswer, readTranscript, recognises, related };

// `<project>/<session>.jsonl`, with its subagents in `<project>/<session>/subagents/agent-<id>.jsonl`.
function related(path: string): { folder: string; subagents: string } {
  const folder = dirname(path);
  if (basename(folder) === 'subagents') return { folder: dirname(dirname(folder)), subagents: folder };
  return { folder, subagents: join(folder, basename(path, '.jsonl'), 'subagents') };
}
