import { markOthersWords } from '../../app/recall/answers.ts';
import type { CommandRun, Memory } from '../../model/memory.ts';
import { describeSource, isForeign } from '../../model/source.ts';
import { describeStatus } from '../../model/status.ts';
import { paint, plain, plainLine } from './print.ts';

/** A memory as one line for a person. */
export function formatEntry(memory: Memory, remark = ''): string {
  const [file] = memory.filesModified;
  const files =
    file === undefined
      ? ''
      : paint('dim', ` [${plainLine(file)}${memory.filesModified.length > 1 ? ` +${memory.filesModified.length - 1}` : ''}]`);
  const source = isForeign(memory.authority) ? paint('yellow', `(${describeSource(memory.authority)}) `) : '';
  const waits = memory.status === 'archived' ? paint('yellow', '(waits) ') : '';
  const note = remark === '' ? '' : paint('dim', `  ${plainLine(remark)}`);
  return `${paint('cyan', `#${memory.number}`.padStart(6))} ${formatTime(memory.createdAt)} ${plainLine(memory.type).padEnd(15)} ${source}${waits}${plainLine(memory.title)}${files}${note}`;
}

/** A memory in full for a person. */
export function formatMemory(memory: Memory): string {
  const head = `${paint('cyan', `#${memory.number}`)} ${paint('bold', plainLine(markOthersWords(memory, memory.title)))}`;
  const about = [
    memory.type,
    formatTime(memory.createdAt),
    memory.branch,
    describeSource(memory.authority),
    memory.status === 'active' ? undefined : describeStatus(memory.status),
    `by ${memory.distilledBy}`,
    memory.id,
  ];
  const runs = (Array.isArray(memory.content['commands']) ? memory.content['commands'] : []) as CommandRun[];
  return [
    head,
    paint('dim', plainLine(about.filter((part) => part !== undefined).join(' · '))),
    ...[memory.subtitle, memory.narrative].filter((text) => text !== '').map((text) => `\n${plain(markOthersWords(memory, text))}`),
    ...section(
      'Facts',
      memory.facts.map((fact) => markOthersWords(memory, fact)),
    ),
    ...section(
      'Commands',
      runs.map(({ command, outcome, result }) =>
        markOthersWords(memory, `${command} → ${outcome}${result === undefined ? '' : ` (${result})`}`),
      ),
    ),
    ...section('Changed', memory.filesModified),
    ...section('Read', memory.filesRead),
  ].join('\n');
}

/** Local date and time to the minute. */
export function formatTime(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function section(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`\n${paint('bold', heading)}`, ...items.map((item) => `  - ${plainLine(item)}`)];
}
