import { createHash } from 'node:crypto';
import { redactPrivate } from '../../redact/private-spans.ts';

/**
 * The client's own names of events, from which their ids are derived: what a hook and the transcript both know.
 * A prompt's id alone does not name it: prompts typed while the agent works share the id of the one it works on, and a
 * fork gives the prompts it copies its own id. So its words take part, as they do for the assistant's texts; what is private
 * does not: of a short one the digest could be guessed.
 */
export const nativeId = {
  prompt: (prompt: string, words: string): string => `prompt:${prompt}:${digest(redactPrivate(words))}`,
  rejection: (toolUseId: string): string => `prompt:tool:${toolUseId}`,
  tool: (toolUseId: string): string => `tool:${toolUseId}`,
  text: (prompt: string, text: string): string => `text:${prompt}:${digest(text)}`,
  compaction: (summary: string): string => `compaction:${digest(summary)}`,
  subagentStart: (agentId: string): string => `subagent-start:${agentId}`,
  subagentEnd: (agentId: string, result: string): string => `subagent-end:${agentId}:${digest(result)}`,
  sessionStart: (source: string, prompt: string): string => `start:${source}:${prompt}`,
  sessionEnd: (reason: string, prompt: string): string => `end:${reason}:${prompt}`,
  line: (uuid: string, part = 0): string => (part === 0 ? uuid : `${uuid}:${part}`),
  unnamedLine: (line: string): string => `line:${digest(line)}`,
};

// Both ends of a long text name it: a pasted file of 30 MB must not hold up the hook.
const END = 20_000;

function digest(text: string): string {
  const trimmed = text.trim();
  const ends = trimmed.length > 2 * END ? trimmed.slice(0, END) + trimmed.slice(-END) : trimmed;
  return createHash('sha256').update(ends.replace(/\s+/g, ' ')).digest('base64url').slice(0, 16);
}
