import { basename } from 'node:path';
import { asFields, parseFields } from './loose-json.ts';

const NAME = /^(?:agent-[\w-]{1,100}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.jsonl$/;
const LINES = 20;
const BOOKKEEPING = new Set([
  'mode',
  'permission-mode',
  'tools-used',
  'queue-operation',
  'attachment',
  'progress',
  'last-prompt',
  'summary',
  'file-history-snapshot',
]);
const IDS = ['sessionId', 'leafUuid', 'messageId'];

/** Whether a file is a transcript: by its first lines, or by its name alone where `head` is empty. The last line of `head` may be torn. */
export function recognises(path: string, head: string): boolean {
  if (!path.endsWith('.jsonl')) return false;
  if (head === '') return NAME.test(basename(path));
  return head.split('\n', LINES).some(isOfTranscript);
}

function isOfTranscript(text: string): boolean {
  const line = parseFields(text);
  if (line === undefined) return text.startsWith('{"parentUuid":');
  if (line['type'] === 'user' || line['type'] === 'assistant') return 'sessionId' in line && isMessage(line['message']);
  return BOOKKEEPING.has(String(line['type'])) && IDS.some((id) => id in line);
}

// Other agents write lines with the same types and ids, but their messages have no content.
function isMessage(message: unknown): boolean {
  return typeof message === 'string' || asFields(message)?.['content'] !== undefined;
}
