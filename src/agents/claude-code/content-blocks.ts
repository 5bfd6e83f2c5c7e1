import { fileNote } from './kept-text.ts';
import { asFields, asText, type Fields } from './loose-json.ts';
import { toolOutput } from './tool-output.ts';

/** One part of a message. What is not kept (thinking, what a server-side tool did) is not among them. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly note: string }
  | { readonly kind: 'tool_use'; readonly id: string; readonly tool: string; readonly input: unknown }
  | { readonly kind: 'tool_result'; readonly id: string; readonly output: string; readonly failed: boolean };

/** The parts of a message's content, in every shape it ever had: a text, or a list of texts and blocks. */
export function readBlocks(content: unknown): readonly Block[] {
  const list = Array.isArray(content) ? content : [content];
  return list.flatMap((block) => readBlock(typeof block === 'string' ? { type: 'text', text: block } : asFields(block)) ?? []);
}

function readBlock(block: Fields | undefined): Block | undefined {
  if (block === undefined) return undefined;
  switch (block['type']) {
    case 'text':
      return { kind: 'text', text: asText(block['text']) };
    case 'image':
    case 'document':
      return { kind: 'file', note: fileNote(block['type'], asText(asFields(block['source'])?.['data'])) };
    case 'tool_use':
      return { kind: 'tool_use', id: asText(block['id']), tool: asText(block['name']), input: block['input'] };
    case 'tool_result':
      return {
        kind: 'tool_result',
        id: asText(block['tool_use_id']),
        output: toolOutput(block['content']),
        failed: block['is_error'] === true,
      };
    default:
      return undefined;
  }
}
