import { describe, expect, it } from 'vitest';
import type { RecordScope } from '../../../src/ports/record.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { BLANK, NOON } from '../../samples.ts';
import { ASKED, LATER, SAID, any, index, sessions, sessionsIn, tellElsewhere } from './record-scene.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testRecordedSessions(open: StoreOpener): void {
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

    it('is found by words that came after it was indexed', async () => {
      await using scene = await openScene(open);
      const late = { id: 'late', kind: 'assistant_message', at: NOON + 1 } as const;
      await scene.tell(ASKED, { ...late, text: undefined } as never);
      await index(scene);
      await scene.tell({ ...late, text: 'The certificate was too old.' });
      await index(scene);
      expect([await sessions(scene, 'certificate'), await sessions(scene, 'loop')]).toEqual([['session-1'], ['session-1']]);
    });

    it('is found by how it began and how it ended, where it is long', async () => {
      await using scene = await openScene(open);
      const said = Array.from({ length: 100 }, (_, i) => ({ id: `e${i}`, at: NOON + i, text: `marked${i}x ${'and so on '.repeat(200)}` }));
      await scene.tell(...said);
      await scene.distill('prompt-1', [{ ...BLANK, title: 'Repaired authentication' }]);
      await index(scene);
      for (const word of ['authentication', 'marked0x', 'marked28x', 'marked81x', 'marked99x'])
        expect({ word, found: await sessions(scene, word) }).toEqual({ word, found: ['session-1'] });
      expect([await sessions(scene, 'marked40x'), await sessions(scene, 'marked70x')]).toEqual([[], []]);
    });

    it('is found by its first titles and by what was said last, where titles alone are too much', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'first', text: 'certificate' }, { id: 'last', at: NOON + 9, text: 'kerberos' });
      const titles = Array.from({ length: 900 }, (_, i) => ({
        ...BLANK,
        slot: `s${1000 + i}`,
        title: `marked${i}x ${'title '.repeat(40)}`,
      }));
      await scene.distill('prompt-1', titles);
      await index(scene);
      for (const word of ['marked0x', 'marked200x', 'marked800x', 'marked899x', 'certificate', 'kerberos'])
        expect({ word, found: await sessions(scene, word) }).toEqual({ word, found: ['session-1'] });
      expect(await sessions(scene, 'marked500x')).toEqual([]);
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
}
