import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Reply, ToolUse } from './reply.ts';

/** Writes a reply as the server-sent events of a streamed message, and ends the response. */
export function streamReply(response: ServerResponse, model: string, reply: Reply): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (type: string, fields: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  };
  const tools = reply.tools ?? [];
  send('message_start', { message: startOfMessage(model, reply.inputTokens ?? 100) });
  const hasText = reply.text !== undefined || tools.length === 0;
  if (hasText) sendText(send, reply.text ?? '');
  for (const [at, use] of tools.entries()) sendToolUse(send, hasText ? at + 1 : at, use);
  send('message_delta', {
    delta: { stop_reason: tools.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: 10 },
  });
  send('message_stop', {});
  response.end();
}

type Send = (type: string, fields: object) => void;

function startOfMessage(model: string, inputTokens: number): object {
  const usage = { input_tokens: inputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };
  return {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
}

function sendText(send: Send, text: string): void {
  send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  send('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
  send('content_block_stop', { index: 0 });
}

function sendToolUse(send: Send, index: number, { id, name, input }: ToolUse): void {
  send('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } });
  send('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) } });
  send('content_block_stop', { index });
}
