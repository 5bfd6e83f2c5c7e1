import type { CommandRun, Memory } from '../model/memory.ts';
import { describeSource } from '../model/source.ts';
import { describeStatus } from '../model/status.ts';
import { writeBranch } from './branch-name.ts';
import { fence, fenceLine } from './fence.ts';
import { markOthersWords } from './others-words.ts';
import { formatDay, formatTime } from './format-day.ts';

/** A memory in full, as Markdown, made inert for a model's context. */
export function writeMemory(memory: Memory): string {
  const lines = [
    `## #${memory.number} ${fenceLine(markOthersWords(memory, memory.title))}`,
    describe(memory),
    ...paragraph(markOthersWords(memory, memory.subtitle)),
    ...paragraph(markOthersWords(memory, memory.narrative)),
    ...bullets(
      'Facts',
      memory.facts.map((fact) => markOthersWords(memory, fact)),
    ),
    ...bullets(
      'Commands',
      commands(memory).map((run) => markOthersWords(memory, run)),
    ),
    ...bullets('Changed', memory.filesModified),
    ...bullets('Read', memory.filesRead),
  ];
  return lines.join('\n');
}

function describe(memory: Memory): string {
  const parts = [
    // First, so that nothing can say it in its place.
    describeSource(memory.authority),
    ...(memory.status === 'active' ? [] : [describeStatus(memory.status)]),
    memory.type,
    `${formatDay(memory.createdAt)} ${formatTime(memory.createdAt)}`,
    ...(memory.branch === undefined ? [] : [`branch ${writeBranch(memory.branch)}`]),
    memory.id,
  ];
  return fenceLine(parts.join(' · '));
}

function paragraph(text: string): string[] {
  // Deeper, so that no line of it passes for one of ours.
  return text === '' ? [] : ['', fence(text).replaceAll(/^(?=[^\n])/gm, '  ')];
}

function bullets(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `${heading}:`, ...items.map((item) => `- ${fenceLine(item)}`)];
}

function commands(memory: Memory): string[] {
  const runs = memory.content['commands'];
  if (!Array.isArray(runs)) return [];
  return (runs as CommandRun[]).map(
    ({ command, outcome, result }) => `${command} → ${outcome}${result === undefined ? '' : ` (${result})`}`,
  );
}
