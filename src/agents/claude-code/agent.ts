import { basename, dirname, join } from 'node:path';
import type { Agent } from '../../ports/agent.ts';
import { AGENT_NAME } from './agent-name.ts';
import { writeAnswer } from './answer.ts';
import { readHook } from './hook.ts';
import { reach } from './reach.ts';
import { recognises } from './recognise.ts';
import { stamp } from './stamp.ts';
import { readTranscript } from './transcript.ts';
import { turns } from './own-commands.ts';

/** Claude Code. */
export const claudeCode: Agent = {
  name: AGENT_NAME,
  readHook,
  writeAnswer,
  readTranscript,
  stamp,
  reach,
  turns,
  recognises,
  related,
  transcriptOf: (session, path) => join(related(path).folder, `${session}.jsonl`),
  folder,
  notes,
};

// `<project>/<session>.jsonl`, with its subagents in `<project>/<session>/subagents/agent-<id>.jsonl`.
function related(path: string): { folder: string; subagents: string } {
  const beside = dirname(path);
  if (basename(beside) === 'subagents') return { folder: dirname(dirname(beside)), subagents: beside };
  return { folder: beside, subagents: join(beside, basename(path, '.jsonl'), 'subagents') };
}

function folder(environment: Readonly<Record<string, string | undefined>>, home: string): string {
  return join(environment['CLAUDE_CONFIG_DIR'] || join(home, '.claude'), 'projects');
}

// Those of the project, and what the client itself keeps beside the transcripts.
function notes(root: string, transcript: string | undefined): readonly string[] {
  const own = ['CLAUDE.md', 'CLAUDE.local.md', '.claude/CLAUDE.md', 'AGENTS.md'].map((name) => join(root, name));
  return transcript === undefined ? own : [...own, join(dirname(transcript), 'memory', 'MEMORY.md')];
}
