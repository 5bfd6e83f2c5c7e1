import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { reconcile } from '../../src/app/capture/reconcile.ts';
import { drain } from '../../src/app/work/drain.ts';
import { extractor } from '../../src/distill/extractor.ts';
import type { Event } from '../../src/model/event.ts';
import type { Store } from '../../src/ports/store.ts';
import { redactEvent } from '../../src/redact/redact.ts';
import { openBench, runAll } from '../app/bench.ts';
import { tempFolder } from '../temp-folder.ts';
import { anyOrder, anyRecorded, anyTranscript, renameSessions } from './any-transcript.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from './campaign.ts';
import { expectBounded } from './expect-bounded.ts';

const PATH = '/projects/p/a1f0c9de-0000-4000-8000-000000000001.jsonl';

describe(`any transcript, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('is read without an error, within bounds, and however it is cut', () => {
    fc.assert(
      fc.property(anyTranscript, fc.array(fc.nat(), { maxLength: 6 }), (bytes, cuts) => {
        const lines = linesOf(bytes);
        const whole = claudeCode.readTranscript(lines, '', PATH);
        for (const event of whole.events) expectBounded(event);
        for (const event of whole.waiting) expectBounded(event);
        expect(readInPieces(lines, cuts)).toEqual(whole.events);
      }),
      campaign(250),
    );
  });

  it('has one name for each thing that happened', () => {
    fc.assert(
      fc.property(anyOrder, (lines) => {
        const told = new Map<string, Event>();
        for (const event of claudeCode.readTranscript(lines, '', PATH).events) {
          const before = told.get(event.id) ?? event;
          expect([event.kind, event.session, event.subagent?.id]).toEqual([before.kind, before.session, before.subagent?.id]);
          told.set(event.id, event);
        }
      }),
      campaign(150),
    );
  });

  it('with lines that came twice tells of nothing more', () => {
    fc.assert(
      fc.property(anyRecorded, fc.array(fc.nat(), { maxLength: 9 }), (lines, twice) => {
        // What is said of the queue twice is said of two prompts in it.
        const isTwice = (line: string, at: number): boolean => !line.includes('queue') && twice.some((each) => each % lines.length === at);
        const doubled = lines.flatMap((line, at) => (isTwice(line, at) ? [line, line] : [line]));
        expect(idsOf(claudeCode.readTranscript(doubled, '', PATH).events)).toEqual(
          idsOf(claudeCode.readTranscript(lines, '', PATH).events),
        );
      }),
      campaign(100),
    );
  });

  it('is redacted without an error, and every event stays itself', () => {
    fc.assert(
      fc.property(anyTranscript, (bytes) => {
        for (const event of claudeCode.readTranscript(linesOf(bytes), '', PATH).events) {
          const { text: _text, call: _call, ...rest } = redactEvent(event);
          const { text: _before, call: _callBefore, ...before } = event;
          expect(rest).toEqual(before);
        }
      }),
      campaign(60),
    );
  });

  it('is stored once, spoils nothing, and the next one is stored whole', async () => {
    const bench = await openBench();
    const ports = { ...bench.ports, agents: [claudeCode], distiller: extractor };
    const folder = tempFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTranscript,
        anyRecorded,
        fc.integer({ min: 200, max: 4000 }),
        inTime(async (bytes, honest, slice) => {
          run += 1;
          const limits = { slice, longestLine: 1024 * 1024 };
          const broken = renameSessions(bytes, `b${run}`);
          const path = join(folder, `${run}.jsonl`);
          writeFileSync(path, broken);
          await runAll(reconcile(ports, claudeCode, path, { complete: true, limits }));
          const once = await ports.store.stats();
          expect(await missing(ports.store, broken, `b${run}`)).toEqual([]);
          await runAll(reconcile(ports, claudeCode, path, { complete: true, limits }));
          const twice = await ports.store.stats();
          expect([twice.events, twice.sessions]).toEqual([once.events, once.sessions]);
          const good = renameSessions(Buffer.from(`${honest.join('\n')}\n`), `h${run}`);
          writeFileSync(path, good);
          await runAll(reconcile(ports, claudeCode, path));
          expect(await missing(ports.store, good, `h${run}`)).toEqual([]);
          await runAll(drain(ports, { eager: true }));
          expect((await ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
          expect(await ports.store.check()).toEqual([]);
          expect(bench.logged).toEqual([]);
        }),
      ),
      campaign(25),
    );
  });
});

function linesOf(bytes: Buffer): string[] {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n');
}

function readInPieces(lines: readonly string[], cuts: readonly number[]): readonly Event[] {
  const bounds = [...cuts.map((cut) => cut % (lines.length + 1)).toSorted((a, b) => a - b), lines.length];
  const events: Event[] = [];
  let [from, state] = [0, ''];
  for (const to of bounds) {
    const slice = claudeCode.readTranscript(lines.slice(from, to), state, PATH);
    events.push(...slice.events);
    [from, state] = [to, slice.state];
  }
  return events;
}

function idsOf(events: readonly Event[]): readonly string[] {
  return [...new Set(events.map(({ id }) => id))].toSorted();
}

// What a file tells of and the store does not have, neither itself nor what it is a copy of: lines that bear a name of this run.
async function missing(store: Pick<Store, 'events'>, bytes: Buffer, mark: string): Promise<readonly string[]> {
  const { events } = claudeCode.readTranscript(linesOf(bytes), '', PATH);
  const stored = new Set((await store.events(idsOf(events))).map(({ id }) => id));
  const origins = new Set(events.filter(({ id }) => stored.has(id)).map(({ origin }) => origin));
  return idsOf(events.filter(({ id, origin = '' }) => !stored.has(id) && !origins.has(origin) && origin.startsWith(mark)));
}
