import { basename } from 'node:path';
import { parseFields } from './loose-json.ts';

const NAME = /^(?:agent-[\w-]{1,100}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.jsonl$/;
const LINES = 20;

/** Whether a file is a transcript: by its first lines, or by its name alone where `head` is empty. The last line of `head` may be torn. */
export function recognises(path: string, head: string): boolean {
  if (!path.endsWith('.jsonl')) return false;
  if (head === '') return NAME.test(basename(path));
  return head.split('\n', LINES).some(isOfTranscript);
}

function isOfTranscript(text: string): boolean {
  const line = parseFields(text);
  if (line === undefined) return text.startsWith('{"parentUuid":');
  if (typeof line['type'] !== 'string') return false;
  return 'sessionId' in line || 'leafUuid' in line || (line['type'] === 'file-history-snapshot' && 'messageId' in line);
}
