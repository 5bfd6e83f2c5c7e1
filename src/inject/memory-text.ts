import type { CommandRun, Memory } from '../model/memory.ts';
import { fence, fenceLine } from './fence.ts';
import { formatDay, formatTime } from './format-day.ts';

/** A memory in full, as Markdown, made inert for a model's context. */
export function writeMemory(memory: Memory): string {
  const lines = [
    `## #${memory.number} ${fenceLine(memory.title)}`,
    describe(memory),
    ...paragraph(memory.subtitle),
    ...paragraph(memory.narrative),
    ...bullets('Facts', memory.facts),
    ...bullets('Commands', commands(memory)),
    ...bullets('Changed', memory.filesModified),
    ...bullets('Read', memory.filesRead),
  ];
  return lines.join('\n');
}

function describe(memory: Memory): string {
  const parts = [
    memory.type,
    `${formatDay(memory.createdAt)} ${formatTime(memory.createdAt)}`,
    ...(memory.branch === undefined ? [] : [`branch ${memory.branch}`]),
    `from the ${memory.authority}`,
    ...(memory.status === 'active' ? [] : [memory.status]),
    memory.id,
  ];
  return fenceLine(parts.join(' · '));
}

function paragraph(text: string): string[] {
  return text === '' ? [] : ['', fence(text)];
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
