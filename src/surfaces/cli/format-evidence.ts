import { describeEvidence, nameEvent, textsOf } from '../../app/recall/answers.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/evidence.ts';
import { formatTime } from './format-memory.ts';
import { paint, plain, plainLine } from './print.ts';

/** What a memory rests on, whole, for a person. */
export function formatEvidence(evidence: Evidence): string {
  const { number, title } = evidence.memory;
  const heading = `${paint('cyan', `#${number}`)} ${paint('bold', plainLine(title))}\n${paint('dim', describeEvidence(evidence))}`;
  return [heading, ...evidence.events.map(formatEvent)].join('\n\n');
}

// What was said stands indented: no line of it passes for a heading.
function formatEvent(event: Event): string {
  const lines = textsOf(event).flatMap(({ label, text }) => [
    ...(label === '' ? [] : [paint('dim', label)]),
    plain(text).replaceAll(/^(?=[^\n])/gm, '  '),
  ]);
  return [`${paint('dim', formatTime(event.at))} ${paint('bold', plainLine(nameEvent(event)))}`, ...lines].join('\n');
}
