import { describe, expect, it } from 'vitest';
import { importTranscripts } from '../../../src/app/capture/import.ts';
import { openBench, runAll } from '../bench.ts';

describe('an import', () => {
  it('reads transcripts, distills them at once, indexes what was said, and tells how far it is', async () => {
    const bench = await openBench();
    const paths = [
      bench.write([{ id: 'a', prompt: 'p' }]),
      bench.write(
        [
          { id: 'b', session: 'session-2', prompt: 'p' },
          { id: 'c', session: 'session-2', prompt: 'q' },
        ],
        'two.jsonl',
      ),
    ];
    expect(await runAll(importTranscripts(bench.ports, paths))).toEqual([
      { stage: 'reading', files: 2, filesDone: 0, turns: 0 },
      { stage: 'reading', files: 2, filesDone: 1, turns: 0 },
      ...[1, 2, 3].map((turns) => ({ stage: 'distilling', files: 2, filesDone: 2, turns })),
      // Taking note of the events is one step, the words of the memories another; no turn is over.
      ...[1, 2].map(() => ({ stage: 'indexing', files: 2, filesDone: 2, turns: 3 })),
    ]);
    expect(await bench.ports.store.stats()).toMatchObject({ sessions: 2, events: 3, memories: 5 });
  });

  it('makes sessions found as a whole, which have been quiet since long', async () => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a', prompt: 'p', text: 'Why does the login loop?' }]);
    bench.now += 24 * 3_600_000;
    const stages = (await runAll(importTranscripts(bench.ports, [path]))).map(({ stage }) => stage);
    // The notes, the turn, the session, the words.
    expect(stages).toEqual(['reading', 'distilling', ...Array.from({ length: 4 }, () => 'indexing')]);
    const login = { any: [['login']], required: [] };
    expect(await bench.ports.store.matchTurns(login, {}, 9)).toMatchObject([{ session: 'session-1', prompt: 'p' }]);
    expect([...(await bench.ports.store.matchSessions(login, {}, 9)).keys()]).toEqual(['session-1']);
  });

  it('repeated changes nothing', async () => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a', prompt: 'p' }, { id: 'b' }]);
    await runAll(importTranscripts(bench.ports, [path]));
    const before = [await bench.ports.store.list({ order: 'oldest', limit: 9, offset: 0 }), await bench.ports.store.stats()];
    bench.now += 1000;
    bench.distiller.asked.length = 0;
    expect(await runAll(importTranscripts(bench.ports, [path]))).toEqual([]);
    expect([await bench.ports.store.list({ order: 'oldest', limit: 9, offset: 0 }), await bench.ports.store.stats()]).toEqual(before);
    expect(bench.distiller.asked).toEqual([]);
  });

  it('reads a last line that has no end', async () => {
    const bench = await openBench();
    await runAll(importTranscripts(bench.ports, [bench.writeAnew('{"id":"a","prompt":"p"}')]));
    expect(await bench.ports.store.stats()).toMatchObject({ events: 1, memories: 2 });
  });

  it('leaves out what is no transcript, and is refused where nothing else is there', async () => {
    const bench = await openBench();
    const [other, path] = [bench.writeAnew('[]\n', 'other.jsonl'), bench.write([{ id: 'a' }])];
    await runAll(importTranscripts(bench.ports, [other, path]));
    expect(await bench.ports.store.stats()).toMatchObject({ events: 1 });
    await expect(runAll(importTranscripts(bench.ports, [other]))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(runAll(importTranscripts(bench.ports, []))).rejects.toMatchObject({ code: 'unsupported' });
  });
});
