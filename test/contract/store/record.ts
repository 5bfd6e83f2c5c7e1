import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordScope } from '../../../src/ports/record.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import type { TermQuery } from '../../../src/ports/term-query.ts';
import { anyText } from '../../any-text.ts';
import { NOON, sampleCall, sampleDraft } from '../../samples.ts';
import { LATER, any, find, findIn, ids, index, neighbours, sessions, sessionsIn, tellElsewhere } from './record-scene.ts';
import { openScene, type StoreOpener } from './scene.ts';

const ASKED = { id: 'asked', at: NOON, text: 'Why does the login loop?' } as const;
const RAN = { id: 'ran', kind: 'tool_call', at: NOON + 1, call: sampleCall('everything passed', false) } as const;
const SAID = { id: 'said', kind: 'assistant_message', at: NOON + 2, text: 'The proxy dropped the cookie.' } as const;
const BLANK = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [] };

export function testRecord(open: StoreOpener): void {
  describe('the record', () => {
    it('is found word by word once it is indexed: what was asked, what was answered, what a tool was told', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN, SAID);
      expect(await find(scene, 'login', 'npm', 'cookie')).toEqual([]);
      await index(scene);
      expect([await find(scene, 'loops'), await find(scene, 'npm'), await find(scene, 'cookies')]).toEqual([['asked'], ['ran'], ['said']]);
      expect(await find(scene, 'everything')).toEqual([]);
      const [match] = await scene.store.matchPassages(any('npm'), {}, 9);
      expect(match).toEqual({ seq: expect.any(Number), session: 'session-1', role: 'tool', at: NOON + 1, score: expect.any(Number) });
      expect(match!.score).toBeGreaterThan(0);
    });

    it('is indexed in the order in which it was stored, each event once, no more of them at a time than asked for', async () => {
      await using scene = await openScene(open);
      const later = Array.from({ length: 4 }, (_, i) => ({ id: `e${i}`, at: NOON - i, text: `common word${i}` }));
      await scene.tell(...later);
      const counts: number[] = [];
      const known: string[][] = [];
      for (let i = 0; i < 4; i += 1) {
        counts.push(await scene.store.indexRecord(2, LATER));
        known.push((await find(scene, 'common')).toSorted());
      }
      // The session itself is the third step.
      expect(counts).toEqual([2, 2, 1, 0]);
      expect(known).toEqual([
        ['e0', 'e1'],
        ['e0', 'e1', 'e2', 'e3'],
        ['e0', 'e1', 'e2', 'e3'],
        ['e0', 'e1', 'e2', 'e3'],
      ]);
      await scene.tell(...later, { id: 'e4', text: 'common again' });
      await index(scene);
      expect(await find(scene, 'common')).toHaveLength(5);
    });

    it('knows whose words they are: those of the user, of the agent, also when it asks a subagent, and what was done', async () => {
      await using scene = await openScene(open);
      const subagent = { id: 'sub', type: 'general-purpose' };
      await scene.tell(
        ASKED,
        SAID,
        RAN,
        { ...ASKED, id: 'delegated', subagent },
        { ...SAID, id: 'result', kind: 'subagent_end', subagent },
      );
      await index(scene);
      const matches = await scene.store.matchPassages(any('login', 'cookie', 'npm'), {}, 9);
      const roles = Object.fromEntries((await ids(scene, matches)).map((id, i) => [id, matches[i]!.role]));
      expect(roles).toEqual({ asked: 'user', said: 'assistant', ran: 'tool', delegated: 'assistant', result: 'assistant' });
    });

    it('leaves out what says nothing of its own: a compaction, a start, an end, a prompt without words', async () => {
      await using scene = await openScene(open);
      const kinds = ['compaction', 'session_start', 'session_end', 'subagent_start'] as const;
      await scene.tell(ASKED, ...kinds.map((kind) => ({ id: kind, kind, text: 'login startup' })), { id: 'blank', text: ' \n' });
      await index(scene);
      expect(await find(scene, 'login', 'startup')).toEqual(['asked']);
    });

    it('finds an event by the words that came later, and no more by those they replaced', async () => {
      await using scene = await openScene(open);
      const call = { tool: 'Bash', input: { command: 'listen' }, output: '', failed: false };
      await scene.tell(ASKED, { ...RAN, call }, { id: 'ended', kind: 'subagent_end', text: undefined } as never);
      await index(scene);
      expect(await find(scene, 'listen')).toEqual(['ran']);
      await scene.tell({ ...RAN, call: { ...call, input: { command: 'serve' }, output: 'EADDRINUSE', failed: true } });
      await scene.tell({ id: 'ended', kind: 'subagent_end', text: 'The port was taken.' });
      expect([await find(scene, 'eaddrinuse'), await find(scene, 'listen'), await find(scene, 'port')]).toEqual([['ran'], [], ['ended']]);
      await index(scene);
      expect(await find(scene, 'eaddrinuse', 'serve', 'port')).toHaveLength(2);
    });

    it('finds an event whose words came before it was indexed', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN);
      await scene.tell({ ...RAN, call: sampleCall('EADDRINUSE', true) });
      expect(await find(scene, 'eaddrinuse')).toEqual([]);
      await index(scene);
      expect(await find(scene, 'eaddrinuse')).toEqual(['ran']);
    });

    it('keeps to a project and to a span of time, its end excluded', async () => {
      await using scene = await openScene(open);
      const other = await tellElsewhere(scene, { ...ASKED, id: 'elsewhere', session: 'session-2', at: NOON + 5 });
      await scene.tell(ASKED, { ...SAID, text: 'This login.' });
      await index(scene);
      const found = async (scope: RecordScope): Promise<string[]> => (await findIn(scene, scope, 'login')).toSorted();
      expect(await found({})).toEqual(['asked', 'elsewhere', 'said']);
      expect(await found({ project: scene.project.id })).toEqual(['asked', 'said']);
      expect(await found({ project: other })).toEqual(['elsewhere']);
      expect(await found({ project: 'another' })).toEqual([]);
      expect(await found({ from: NOON + 2 })).toEqual(['elsewhere', 'said']);
      expect(await found({ to: NOON + 2 })).toEqual(['asked']);
      expect(await found({ project: scene.project.id, from: NOON + 1, to: NOON + 5 })).toEqual(['said']);
    });

    it('finds a phrase only where it stands, and nothing without what is required', async () => {
      await using scene = await openScene(open);
      await scene.tell(
        { id: 'one', text: 'the worker queue' },
        { id: 'two', text: 'a queue for the worker' },
        { id: 'three', text: 'a queue' },
      );
      await index(scene);
      const found = async (terms: TermQuery): Promise<string[]> => ids(scene, await scene.store.matchPassages(terms, {}, 9));
      expect(await found({ any: [['worker', 'queue']], required: [] })).toEqual(['one']);
      expect((await found({ any: [['queue']], required: [['worker']] })).toSorted()).toEqual(['one', 'two']);
      expect(await found({ any: [['queue']], required: [['worker', 'queue']] })).toEqual(['one']);
      expect(await found({ any: [['queue']], required: [['absent']] })).toEqual([]);
    });

    it('puts the better match first, of equals the later, and gives no more than asked for', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', text: 'alpha' }, { id: 'b', text: 'alpha beta' }, { id: 'c', text: 'alpha' }, { id: 'd', text: 'gamma' });
      await index(scene);
      expect(await find(scene, 'alpha', 'beta')).toEqual(['b', 'c', 'a']);
      const matches = await scene.store.matchPassages(any('alpha', 'beta'), {}, 2);
      expect(await ids(scene, matches)).toEqual(['b', 'c']);
      expect(matches[0]!.score).toBeGreaterThan(matches[1]!.score);
    });

    it('takes any term for a term: nothing in it is syntax', async () => {
      await using scene = await openScene(open);
      await scene.tell({ text: 'alpha or not' });
      await index(scene);
      for (const term of ['alpha" OR "x', '"', '', '*', 'body:alpha', '^alpha', 'x\0y', '-alpha']) {
        const terms = { any: [], required: [[term, 'zzz']] };
        expect(await scene.store.matchPassages(terms, {}, 9)).toEqual([]);
        expect(await scene.store.matchSessions(terms, {}, 9)).toEqual(new Map());
      }
      for (const terms of [any(), { any: [[]], required: [] }]) {
        expect(await scene.store.matchPassages(terms, {}, 9)).toEqual([]);
        expect(await scene.store.matchSessions(terms, {}, 9)).toEqual(new Map());
      }
      const phrases = fc.array(fc.array(anyText(), { maxLength: 4 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(phrases, phrases, async (alternatives, required) => {
          await scene.store.matchPassages({ any: alternatives, required }, {}, 9);
          await scene.store.matchSessions({ any: alternatives, required }, {}, 9);
        }),
        { numRuns: 100 },
      );
    });

    it('takes in any text', async () => {
      await using scene = await openScene(open);
      let told = 0;
      await fc.assert(
        fc.asyncProperty(anyText(), async (text) => {
          const id = `event-${(told += 1)}`;
          await scene.tell({ id, text: `marked${told} ${text}` });
          await index(scene);
          expect(await find(scene, `marked${told}`)).toEqual([id]);
        }),
        { numRuns: 50 },
      );
      expect(await scene.store.check()).toEqual([]);
    });
  });

  describe('neighbours', () => {
    it('are what was said just before and after, the nearest first, at most two each way', async () => {
      await using scene = await openScene(open);
      await scene.tell(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i) => ({ id, at: NOON + i, text: `word${id}` })));
      await index(scene);
      expect(await neighbours(scene, 'wordd')).toEqual([
        ['c', 'b'],
        ['e', 'f'],
      ]);
      expect(await neighbours(scene, 'worda')).toEqual([[], ['b', 'c']]);
      expect(await neighbours(scene, 'wordf')).toEqual([['e', 'd'], ['g']]);
    });

    it('go by when it was said, at the same moment by what was stored first', async () => {
      await using scene = await openScene(open);
      await scene.tell(
        { id: 'late', at: NOON + 9, text: 'late' },
        { id: 'x', text: 'first' },
        { id: 'y', text: 'second' },
        { id: 'z', text: 'third' },
      );
      await index(scene);
      expect(await neighbours(scene, 'second')).toEqual([['x'], ['z', 'late']]);
    });

    it('are of the same session only', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', text: 'alpha' });
      await scene.tell({ id: 'x', session: 'session-2', at: NOON + 1, text: 'other' });
      await scene.tell({ id: 'b', at: NOON + 2, text: 'beta' });
      await index(scene);
      expect(await neighbours(scene, 'alpha')).toEqual([[], ['b']]);
      expect(await neighbours(scene, 'other')).toEqual([[], []]);
    });

    it('are never what a tool did, which has some itself', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN, { ...RAN, id: 'ran-2', call: { ...RAN.call, input: { command: 'other' } } }, SAID);
      await index(scene);
      expect(await neighbours(scene, 'login')).toEqual([[], ['said']]);
      expect(await neighbours(scene, 'cookie')).toEqual([['asked'], []]);
      expect(await neighbours(scene, 'npm')).toEqual([['asked'], ['said']]);
    });
  });

  describe('places in the journal', () => {
    it('tell the event and its prompt, also one it was moved to; unknown ones are left out', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, { ...SAID, prompt: 'first' });
      await index(scene);
      const [match] = await scene.store.matchPassages(any('cookie'), {}, 1);
      const place = async (): Promise<unknown> => [...(await scene.store.placesOf([match!.seq, 999]))];
      expect(await place()).toEqual([[match!.seq, { id: 'said', prompt: 'first' }]]);
      await scene.tell({ ...SAID, prompt: 'second', origin: 'line-1' });
      expect(await place()).toEqual([[match!.seq, { id: 'said', prompt: 'second' }]]);
    });
  });

  describe('a session in the record', () => {
    it('is indexed as a whole once it is quiet, and again after it went on', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      await index(scene, SAID.at + QUIET_MS - 1);
      expect(await sessions(scene, 'login')).toEqual([]);
      await index(scene, SAID.at + QUIET_MS);
      expect(await sessions(scene, 'login', 'cookie')).toEqual(['session-1']);
      await scene.tell({ id: 'more', at: NOON + 2 * QUIET_MS, text: 'And the certificate?' });
      await index(scene, NOON + 2 * QUIET_MS);
      expect([await sessions(scene, 'cookie'), await sessions(scene, 'certificate')]).toEqual([['session-1'], []]);
      await index(scene, NOON + 3 * QUIET_MS);
      expect([await sessions(scene, 'cookie'), await sessions(scene, 'certificate')]).toEqual([['session-1'], ['session-1']]);
      expect(await scene.store.indexRecord(9, LATER)).toBe(0);
    });

    it('is found by all that was said in it together, the better match with a higher score', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      await scene.tell({ ...ASKED, id: 'other', session: 'session-2' });
      await index(scene);
      const both = { any: [], required: [['login'], ['cookie']] };
      expect([...(await scene.store.matchSessions(both, {}, 9)).keys()]).toEqual(['session-1']);
      const scores = await scene.store.matchSessions(any('login', 'cookie'), {}, 9);
      expect(scores.get('session-1')).toBeGreaterThan(scores.get('session-2')!);
      expect(scores.get('session-2')).toBeGreaterThan(0);
      expect(await scene.store.matchSessions(any('login'), {}, 1)).toHaveProperty('size', 1);
    });

    it('is found by the day it began, and by what was made of it: titles and changed files', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED);
      await scene.distill('prompt-1', [{ ...BLANK, title: 'Repaired authentication', filesModified: ['src/auth/session-store.ts'] }]);
      await index(scene);
      for (const word of ['may', '2026', 'authentication', 'store']) expect(await sessions(scene, word)).toEqual(['session-1']);
    });

    it('is found by what is made of it after it was indexed, and no more by what that replaced', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED);
      await scene.distill('prompt-1', [{ ...BLANK, title: 'Considered kerberos' }]);
      await index(scene);
      await scene.distill('prompt-1', [{ ...BLANK, title: 'Repaired authentication' }]);
      await index(scene);
      expect([await sessions(scene, 'authentication'), await sessions(scene, 'kerberos')]).toEqual([['session-1'], []]);
    });

    it('keeps to a project', async () => {
      await using scene = await openScene(open);
      const other = await tellElsewhere(scene, { ...ASKED, id: 'elsewhere', session: 'session-2' });
      await scene.tell(ASKED);
      await index(scene);
      expect((await sessionsIn(scene, {}, 'login')).toSorted()).toEqual(['session-1', 'session-2']);
      expect(await sessionsIn(scene, { project: scene.project.id }, 'login')).toEqual(['session-1']);
      expect(await sessionsIn(scene, { project: other }, 'login')).toEqual(['session-2']);
    });

    it('keeps to a span of time: one that went on within it counts, however long before it began', async () => {
      await using scene = await openScene(open);
      await scene.tell({ ...ASKED, at: NOON }, { ...SAID, at: NOON + 10 });
      await scene.tell({ ...ASKED, id: 'other', session: 'session-2', at: NOON + 20 });
      await index(scene);
      const found = async (scope: RecordScope): Promise<string[]> => (await sessionsIn(scene, scope, 'login')).toSorted();
      expect(await found({ from: NOON + 11 })).toEqual(['session-2']);
      expect(await found({ from: NOON + 10 })).toEqual(['session-1', 'session-2']);
      expect(await found({ to: NOON + 20 })).toEqual(['session-1']);
      expect(await found({ from: NOON + 5, to: NOON + 6 })).toEqual(['session-1']);
      expect(await found({ to: NOON })).toEqual([]);
    });
  });

  describe('what was forgotten', () => {
    const SECRET = 'xyzzyplugh';

    it.each([
      ['before it was indexed', false],
      ['after', true],
    ])('%s is not found in the record, and the rest is, also where it is told and indexed again', async (_when, indexed) => {
      await using scene = await openScene(open);
      const told = [{ ...ASKED, text: `The password is ${SECRET}` }, { ...RAN, call: sampleCall(SECRET, true) }, SAID] as const;
      await scene.tell(...told);
      const [work] = await scene.distill('prompt-1', [{ title: `Set it to ${SECRET}`, evidence: ['asked', 'ran'] }]);
      if (indexed) await index(scene);
      expect(await sessions(scene, SECRET)).toHaveLength(indexed ? 1 : 0);
      await scene.store.forget([work!.id], NOON);
      expect([await find(scene, SECRET, 'password', 'npm'), await sessions(scene, SECRET, 'password')]).toEqual([[], []]);
      await scene.tell(...told);
      await scene.tell({ ...told[1], call: { ...told[1].call, failed: true } });
      await index(scene);
      expect([await find(scene, SECRET, 'password', 'npm'), await sessions(scene, SECRET, 'password')]).toEqual([[], []]);
      expect([await find(scene, 'cookie'), await sessions(scene, 'cookie')]).toEqual([['said'], ['session-1']]);
      expect(await neighbours(scene, 'cookie')).toEqual([[], []]);
    });

    it('is in no session, not even where it rested on no event, or on one of another session', async () => {
      await using scene = await openScene(open);
      await scene.tell({ ...ASKED, id: 'other', session: 'session-2' });
      await scene.tell(ASKED);
      const { slot: _slot, ...note } = sampleDraft({ ...BLANK, title: `Noted ${SECRET}`, evidence: [] });
      const by = { project: scene.project.id, session: 'session-1', agent: 'test', distilledBy: 'user' };
      const made = [
        await scene.store.remember({ ...note, ...by }),
        ...(await scene.distill('prompt-1', [{ ...BLANK, title: `Read ${SECRET}2`, evidence: ['other'] }])),
      ];
      await index(scene);
      expect([await sessions(scene, SECRET), await sessions(scene, `${SECRET}2`)]).toEqual([['session-1'], ['session-1']]);
      for (const [i, { id }] of made.entries()) {
        await scene.store.forget([id], NOON);
        expect(await sessions(scene, ['', '2'].map((end) => SECRET + end)[i]!)).toEqual([]);
      }
      await index(scene);
      expect(await sessions(scene, SECRET, `${SECRET}2`)).toEqual([]);
      expect(await sessions(scene, 'loop')).toEqual(['session-1']);
    });

    it('is in no session, also where a summary of it all repeated it', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      const [work] = await scene.distill('prompt-1', [{ ...BLANK, title: 'Looked into it', evidence: [] }]);
      await scene.distill('*', [{ ...BLANK, slot: 'session', title: `A session about ${SECRET}`, evidence: [] }]);
      await index(scene);
      expect(await sessions(scene, SECRET)).toEqual(['session-1']);
      await scene.store.forget([work!.id], NOON);
      expect(await sessions(scene, SECRET)).toEqual([]);
      await index(scene);
      expect([await sessions(scene, SECRET), await sessions(scene, 'cookie')]).toEqual([[], ['session-1']]);
    });
  });
}
