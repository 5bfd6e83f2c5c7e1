import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import type { Event } from '../../../src/model/event.ts';
import { sharedData } from '../../shared-data.ts';

const folder = sharedData('transcripts/claude-code');
// These two were put together by hand: the same call stands in them twice.
const SYNTHETIC = /edge_cases|general-tool-calls/;

describe.skipIf(folder === undefined)('real transcripts of Claude Code 1.0 to 2.1', () => {
  const read = (folder === undefined ? [] : listFiles(folder)).map((path) => ({ path, ...readFile(path) }));

  it('are recognised and read, whatever is in them', () => {
    expect(read.length).toBeGreaterThan(100);
    expect(read.filter(({ recognised }) => !recognised).map(({ path }) => path)).toEqual([]);
    const kinds = Map.groupBy(
      read.flatMap(({ events }) => events),
      ({ kind }) => kind,
    );
    console.log(
      `${read.length} transcripts, ${read.flatMap(({ lines }) => lines).length} lines: ${[...kinds].map(([kind, { length }]) => `${length} ${kind}`).join(', ')}`,
    );
    expect([...kinds.keys()].toSorted()).toEqual(['assistant_message', 'compaction', 'prompt', 'subagent_start', 'tool_call']);
  });

  it('have one id for one event', () => {
    const doubled = read.filter(({ events }) => new Set(events.map(({ id }) => id)).size < events.length);
    expect(doubled.map(({ path }) => path).filter((path) => !SYNTHETIC.test(path))).toEqual([]);
  });

  it('have a call for every result, but where the call stood in a torn line', () => {
    const calls = read.flatMap(({ events }) => events.filter(({ call }) => call !== undefined)).length;
    const results = read.flatMap(({ lines }) => lines.map(countResults)).reduce((sum, count) => sum + count, 0);
    const open = read.flatMap(({ state }) =>
      (JSON.parse(state) as { pending: { stage: string }[] }).pending.filter(({ stage }) => stage === 'open'),
    ).length;
    console.log(`${results} results, ${calls} calls with theirs, ${open} without`);
    expect(calls).toBeLessThanOrEqual(results);
    expect(calls).toBeGreaterThan(results - 10);
    expect(open).toBeLessThan(20);
  });

  it('are kept within bounds, without encoded bytes or what was slipped in', () => {
    const events = read.flatMap((one) => one.events).map(withoutLeftOut);
    expect(events.reduce((most, event) => Math.max(most, JSON.stringify(event).length), 0)).toBeLessThan(80_000);
    expect(events.filter((event) => /[A-Za-z0-9+/]{2000}/.test(`${event.text}${event.call?.output}`))).toEqual([]);
    expect(
      events.filter(
        ({ kind, text }) => kind === 'prompt' && /<(?:system-reminder|ide_|task-notification|local-command|command-name)/.test(text ?? ''),
      ),
    ).toEqual([]);
  });
});

// Which is not stored.
function withoutLeftOut(event: Event): Event {
  if (event.call === undefined) return event;
  const { leftOut: _, ...call } = event.call;
  return { ...event, call };
}

function listFiles(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.jsonl(?:\.gz)?$/.test(file))
    .map((file) => join(path, file));
}

function readFile(path: string): { lines: string[]; events: readonly Event[]; state: string; recognised: boolean } {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const { events, state } = claudeCode.readTranscript(lines, '', path);
  return { lines, events, state, recognised: claudeCode.recognises(path.replace(/\.gz$/, ''), text.slice(0, 64 * 1024)) };
}

// Results of tools, and of commands that the user ran with an exclamation mark.
function countResults(text: string): number {
  if (!text.includes('"tool_result"') && !text.includes('<bash-stdout>')) return 0;
  const content = contentOf(text);
  if (!Array.isArray(content)) return String(content).startsWith('<bash-stdout>') ? 1 : 0;
  return content.filter((block: { type?: string }) => block.type === 'tool_result').length;
}

function contentOf(text: string): unknown {
  try {
    const line = JSON.parse(text) as { type: string; message: { content: unknown } };
    return line.type === 'user' ? line.message.content : undefined;
  } catch {
    return undefined;
  }
}
