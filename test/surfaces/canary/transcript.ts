import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transcriptOf, assistant, result, use, user } from '../../agents/claude-code/lines.ts';
import type { Sandbox } from '../sandbox.ts';
import { SESSION } from '../hook/payload.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Writes what hooks told as the client's transcript of it; returns its path. */
export function writeTranscript(box: Sandbox, told: readonly Fields[]): string {
  const folder = join(box.home, '.claude', 'projects', 'site');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${SESSION}.jsonl`);
  const lines = told.flatMap(linesOf).map((line) => ({ ...line, sessionId: SESSION, cwd: box.project }));
  writeFileSync(path, `${transcriptOf(...lines).join('\n')}\n`);
  return path;
}

function linesOf(fields: Fields): readonly Record<string, unknown>[] {
  const promptId = fields['prompt_id'];
  switch (fields['hook_event_name']) {
    case 'UserPromptSubmit':
      return [user(fields['prompt'], { promptId })];
    case 'PostToolBatch':
      return (fields['tool_calls'] as Fields[]).flatMap((call) =>
        callLines({ ...call, promptId, output: call['tool_response'], failed: false }),
      );
    case 'PostToolUseFailure':
      return callLines({ ...fields, promptId, output: fields['error'], failed: true });
    case 'Stop':
      return [assistant([{ type: 'text', text: fields['last_assistant_message'] }])];
    case 'SubagentStop':
      return [user(String(fields['last_assistant_message']).replace(/<\/?summary>/g, ''), { isCompactSummary: true })];
    default:
      return [];
  }
}

function callLines(call: Fields): readonly Record<string, unknown>[] {
  const id = String(call['tool_use_id']);
  return [
    assistant([use(id, String(call['tool_name']), call['tool_input'] as object)]),
    user([result(id, call['output'], call['failed'] === true)], { promptId: call['promptId'] }),
  ];
}
