import { basename, dirname, join } from 'node:path';
import type { Agent } from '../../ports/agent.ts';
import { AGENT_NAME } from './agent-name.ts';
import { writeAnswer } from './answer.ts';
import { readHook } from './hook.ts';
import { recognises } from './recognise.ts';
import { readTranscript } from './transcript.ts';

/** Claude Code. */
export const claudeCode: Agent = { name: AGENT_NAME, readHook, writeAnswer, readTranscript, recognises, related, notes };

// `<project>/<session>.jsonl`, with its subagents in `<project>/<session>/subagents/agent-<id>.jsonl`.
function related(path: string): { folder: string; subagents: string } {
  const folder = dirname(path);
  if (basename(folder) === 'subagents') return { folder: dirname(dirname(folder)), subagents: folder };
  return { folder, subagents: join(folder, basename(path, '.jsonl'), 'subagents') };
}

// Those of the project, and what the client itself keeps beside the transcripts.
function notes(root: string, transcript: string | undefined): readonly string[] {
  const own = ['CLAUDE.md', 'CLAUDE.local.md', '.claude/CLAUDE.md', 'AGENTS.md'].map((name) => join(root, name));
  return transcript === undefined ? own : [...own, join(dirname(transcript), 'memory', 'MEMORY.md')];
}
