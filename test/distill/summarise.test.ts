import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/distill/summarise.ts';
import { distill, edits, fails, prompt, reads, runs, says, stored } from './story-of.ts';

const ADDED = distill(
  prompt('can you add a retry to the uploader?'),
  edits('src/upload.ts'),
  runs('npm test', 'Tests: 3 passed, 3 total'),
  says('Added a retry with backoff to the uploader.\n\nWant me to do the same for downloads?'),
);
const ASKED = distill(
  prompt('why does the cache never expire?'),
  reads('src/cache.ts'),
  says('The cache never expires because `ttl` defaults to 0, which means forever.'),
);
const COMMITTED = distill(
  prompt('commit it'),
  runs('git commit -am "feat: retry uploads three times"', '[main 1a2b3c4] feat: retry uploads three times'),
  says('Committed.'),
);
const BROKEN = distill(
  prompt('port the exporter to streams'),
  edits('src/export.ts'),
  fails('npm test', 'Tests: 4 failed, 4 total'),
  says('The exporter is ported, but four tests still fail.'),
);
const SUMMARY = { request: 'switch the report to dark colours', investigated: '', learned: '', completed: '', nextSteps: '' };
const RULE = distill(prompt('always use pnpm, never npm'), says('Understood.'));

describe('the summary of a session', () => {
  it('says what the session achieved, was for, found and leaves open', () => {
    const draft = summarise(stored(ADDED, ASKED, COMMITTED, RULE))!;
    expect(draft).toMatchObject({
      slot: 'session',
      type: 'session_summary',
      title: 'Retry uploads three times; Added a retry with backoff to the uploader',
      filesModified: ['src/upload.ts'],
      authority: 'assistant',
      content: {
        goal: 'can you add a retry to the uploader?',
        outcome: 'success',
        in_progress: [],
        blockers: [],
        key_changes: ['1a2b3c4 feat: retry uploads three times', 'src/upload.ts'],
      },
    });
    expect(draft.narrative).toContain('The cache never expires because ttl defaults to 0');
    expect(draft.narrative).toContain('Decided: Always use pnpm, never npm.');
    expect(draft.facts[0]).toBe('The user said: "always use pnpm, never npm"');
  });

  it('takes the next steps from the end of the session, not from offers that were passed over', () => {
    expect(summarise(stored(ADDED))!.content['next_actions']).toEqual(['Want me to do the same for downloads?']);
    expect(summarise(stored(ADDED, ASKED))!.content['next_actions']).toEqual([]);
  });

  it('is partial while something is left undone, and names it', () => {
    const draft = summarise(stored(ADDED, BROKEN))!;
    expect(draft.content['outcome']).toBe('partial');
    expect(draft.content['in_progress']).toHaveLength(1);
    expect(draft.content['completed']).toEqual(['Added a retry with backoff to the uploader']);
  });

  it('is a success where a later turn finished what an earlier one left', () => {
    const mended = distill(
      prompt('make the tests pass'),
      edits('src/export.ts'),
      runs('npm test', 'Tests: 4 passed, 4 total'),
      says('Fixed the exporter tests by closing the stream.'),
    );
    expect(summarise(stored(BROKEN, mended))!.content).toMatchObject({ outcome: 'success', in_progress: [] });
  });

  it('carries what a turn near the end left open, until a later one did it', () => {
    const left = distill(
      prompt('add a table for jobs'),
      edits('src/jobs.ts'),
      says('Added a jobs table.\n\nNot done yet: purge finished jobs every night.'),
    );
    expect(summarise(stored(left, ADDED, ASKED))!.content['next_actions']).toEqual(['purge finished jobs every night.']);
    const purged = distill(prompt('now that'), edits('src/jobs.ts'), says('Added the purge of finished jobs every night.'));
    expect(summarise(stored(left, purged))!.content['next_actions']).toEqual([]);
  });

  it('names and lists results, not the requests that led to them', () => {
    const vague = distill(
      prompt('switch the report to dark colours'),
      edits('src/report.ts'),
      says('Done. The palette of the report reads its colours from theme.json.'),
    );
    const stored1 = stored(vague).map((memory) => ({
      ...memory,
      title: 'Switch the report to dark colours',
      content: { ...memory.content, summary: { ...SUMMARY, completed: 'The report reads its colours from theme.json.' } },
    }));
    const draft = summarise(stored1)!;
    expect(draft.title).toBe('The report reads its colours from theme.json');
    expect(draft.content['completed']).toEqual(['The report reads its colours from theme.json']);
  });

  it('is the first question and what came of it, where nothing was changed', () => {
    const talk = distill(
      prompt('Which database suits the job queue?'),
      reads('src/queue.ts'),
      says('SQLite is enough, because one process writes.'),
    );
    expect(summarise(stored(talk))!.title).toBe('Which database suits the job queue → SQLite is enough, because one process writes');
  });

  it('is nothing for a session without work', () => {
    expect(summarise([])).toBeUndefined();
    expect(summarise(stored(RULE))).toBeUndefined();
  });

  it('stays short, without duplicates, however long the session was', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      distill(
        prompt(`can you add option number${index % 30} to the parser?`),
        edits(`src/file${index}.ts`),
        says(`Added option number${index % 30} to the parser of the command line, with ${'many '.repeat(20)} details.`),
      ),
    );
    const draft = summarise(stored(...many))!;
    const content = draft.content as Record<string, readonly string[]>;
    expect(draft.narrative.length).toBeLessThanOrEqual(900);
    for (const list of ['completed', 'in_progress', 'blockers', 'next_actions', 'key_changes']) {
      expect(content[list]!.length).toBeLessThanOrEqual(8);
      expect(new Set(content[list]).size).toBe(content[list]!.length);
    }
    expect(draft.facts.length).toBeLessThanOrEqual(8);
  });

  it('rests on the events its memories rest on', () => {
    const memories = stored(ADDED, ASKED);
    const known = new Set(memories.flatMap(({ evidence }) => evidence));
    expect(summarise(memories)!.evidence.every((id) => known.has(id))).toBe(true);
  });

  it('does not trip over memories with content of any shape', () => {
    const [memory] = stored(ADDED);
    const odd = [{ summary: null }, { summary: 'x' }, { summary: {}, commits: 'none', errors: [1], commands: [null] }, {}];
    expect(() => summarise(odd.map((content) => ({ ...memory!, content })))).not.toThrow();
  });
});
