import { describeSession } from '../../app/recall/answers.ts';
import type { SessionHit } from '../../model/query.ts';
import { describeSource } from '../../model/source.ts';
import { formatTime } from './format-memory.ts';
import { paint, plainLine } from './print.ts';

/** A session as one line for a person, with the name of its project where that is not plain. */
export function formatSession(hit: SessionHit, project?: string): string {
  // Of what no memory was made, only the record tells.
  const record = hit.memories === 0 ? `: holdfast events --session ${hit.session}` : '';
  const source = hit.source === undefined ? '' : paint('yellow', `(${describeSource(hit.source)}) `);
  return `${formatTime(hit.startedAt)} ${source}${plainLine(hit.title) || 'Nothing was said'}${paint('dim', `  ${plainLine(describeSession(hit, project) + record)}`)}`;
}
