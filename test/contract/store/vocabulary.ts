import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../any-text.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const BLANK = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [], evidence: [] };
const WORKER = { ...BLANK, title: 'ensureWorkerStarted() hangs' };

export function testVocabulary(open: StoreOpener): void {
  describe('words that look alike', () => {
    it.each([
      ['ensureworkerstrated', ['ensureworkerstarted']],
      ['ensure_worker_strated', ['ensureworkerstarted']],
      ['orkersta', ['ensureworkerstarted']],
      ['serach.ts', ['search']],
      ['authentcation', ['authentication']],
    ])('are found for %s', async (asked, found) => {
      await using scene = await openScene(open);
      await scene.recall([WORKER, { ...BLANK, title: 'On authentication', filesModified: ['src/search.ts'] }]);
      await learn(scene);
      expect(await similar(scene, asked)).toEqual({ [asked]: found });
    });

    it('are not looked for where a word occurs, in whatever form, or the record has it', async () => {
      await using scene = await openScene(open);
      await scene.recall([WORKER, { ...BLANK, title: 'starting workers' }]);
      await scene.tell({ text: 'please ensureWorkerStarter' });
      await scene.store.indexRecord(9, Date.now());
      await learn(scene);
      expect(await similar(scene, 'worker', 'workers', 'ensureworkerstarted', 'starting', 'ensureworkerstarter')).toEqual({});
    });

    it('are no more than asked for, the likest first', async () => {
      await using scene = await openScene(open);
      await scene.recall(['configurations', 'reconfigurationless', 'configurateon'].map((title) => ({ ...BLANK, title })));
      await learn(scene);
      const all = ['configurateon', 'configurations', 'reconfigurationless'];
      expect(await similar(scene, 'configuratio')).toEqual({ configuratio: [all[1], all[0], all[2]] });
      expect(Object.fromEntries(await scene.store.similar(['configuratio'], 1))).toEqual({ configuratio: ['configurations'] });
    });

    it('are not to be had for words that are short, of another script, or like nothing', async () => {
      await using scene = await openScene(open);
      await scene.recall([{ ...BLANK, title: 'import of 修复登录页面 with 1234567' }]);
      await learn(scene);
      expect(await similar(scene, 'port', 'improt', '修复登录', '123456', 'kubernetes', '', '"*')).toEqual({ improt: ['import'] });
    });

    it('are looked for whatever is asked', async () => {
      await using scene = await openScene(open);
      await scene.recall([WORKER]);
      await learn(scene);
      await fc.assert(
        fc.asyncProperty(fc.array(anyText({ maxLength: 80 }), { maxLength: 4 }), async (words) => {
          for (const [word, found] of await scene.store.similar(words, 3))
            expect([words.includes(word), found.length > 0]).toEqual([true, true]);
        }),
        { numRuns: 200 },
      );
    });

    it('are known once the words were learned, a few memories at a time', async () => {
      await using scene = await openScene(open);
      await scene.recall([WORKER, ...Array.from({ length: 4 }, (_, i) => ({ ...BLANK, title: `Number ${i}` }))]);
      const counts = [await scene.store.learnWords(3), await scene.store.learnWords(3), await scene.store.learnWords(3)];
      expect(counts).toEqual([3, 2, 0]);
      expect(await similar(scene, 'orkersta')).not.toEqual({});
    });

    it('go with the memory that is forgotten, learned before or not at all', async () => {
      await using scene = await openScene(open);
      const [first, second] = await scene.recall([WORKER, { ...BLANK, title: 'swordfishAndChips' }]);
      await scene.store.learnWords(1);
      await scene.store.forget([first!.id, second!.id], Date.now());
      await learn(scene);
      expect(await similar(scene, 'orkersta', 'swordfishandchisp')).toEqual({});
    });

    it('stay while another memory has them', async () => {
      await using scene = await openScene(open);
      const [first, second] = await scene.recall([WORKER, WORKER]);
      await learn(scene);
      await scene.store.forget([first!.id], Date.now());
      expect(await similar(scene, 'orkersta')).not.toEqual({});
      await scene.store.forget([second!.id], Date.now());
      expect(await similar(scene, 'orkersta')).toEqual({});
    });

    it('go when a memory is rewritten or dropped', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      await scene.distill('prompt-1', [WORKER, { ...BLANK, slot: 'other', title: 'swordfishAndChips' }]);
      await learn(scene);
      await scene.distill('prompt-1', [{ ...BLANK, title: 'startWorkerInBackground' }]);
      await learn(scene);
      expect(await similar(scene, 'orkersta', 'swordfishandchisp', 'workerinback')).toEqual({
        workerinback: ['startworkerinbackground'],
      });
    });
  });
}

async function learn({ store }: Scene): Promise<void> {
  while ((await store.learnWords(99)) > 0);
}

async function similar({ store }: Scene, ...words: readonly string[]): Promise<Record<string, readonly string[]>> {
  return Object.fromEntries(await store.similar(words, 3));
}
