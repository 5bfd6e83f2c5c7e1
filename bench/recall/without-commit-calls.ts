/** A transcript of Claude Code without the calls of `git commit` and what came of them. */
export function withoutCommitCalls(transcript: string): string {
  const commits = new Set<string>();
  const lines = transcript.split('\n').filter((line) => {
    const blocks = readBlocks(line);
    for (const { type, id, input } of blocks) if (type === 'tool_use' && isCommit(input)) commits.add(String(id));
    return !blocks.some(({ id, tool_use_id: of }) => commits.has(String(id)) || commits.has(String(of)));
  });
  return lines.join('\n');
}

interface Block {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly tool_use_id?: unknown;
  readonly input?: unknown;
}

function readBlocks(line: string): readonly Block[] {
  try {
    const { message } = JSON.parse(line) as { message?: { content?: unknown } };
    return Array.isArray(message?.content) ? (message.content as Block[]) : [];
  } catch {
    return [];
  }
}

function isCommit(input: unknown): boolean {
  return /\bgit\b[^|&;\n]*\bcommit\b/.test(String((input as { command?: unknown } | undefined)?.command ?? ''));
}
