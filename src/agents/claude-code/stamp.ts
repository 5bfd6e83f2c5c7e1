import type { LineStamp } from '../../ports/agent.ts';
import { asText, parseFields } from './loose-json.ts';
import { timeOf } from './transcript-line.ts';

/** When and where a line of a transcript was written. Never throws. */
export function stamp(text: string): LineStamp {
  const fields = parseFields(text) ?? {};
  const at = timeOf(fields['timestamp']);
  const cwd = asText(fields['cwd']);
  return { ...(at === undefined ? {} : { at }), ...(cwd === '' ? {} : { cwd }) };
}
