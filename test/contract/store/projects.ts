import { describe, expect, it } from 'vitest';
import { NOON } from '../../samples.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testProjects(open: StoreOpener): void {
  describe('projects', () => {
    it('are found by any of their aliases', async () => {
      await using store = await open();
      const made = await store.project({ aliases: ['remote:host/a/app', 'root:/src/app'], name: 'app' }, NOON);
      expect(made).toMatchObject({ name: 'app', knownSince: NOON });
      expect(await store.project({ aliases: ['root:/src/app'], name: 'renamed' }, NOON + 1)).toEqual(made);
      expect(await store.knownProject({ aliases: ['folder:/nowhere', 'remote:host/a/app'] })).toEqual(made);
    });

    it('are found by an alias that was added later', async () => {
      await using store = await open();
      const made = await store.project({ aliases: ['root:/src/app'], name: 'app' }, NOON);
      await store.project({ aliases: ['remote:host/a/app', 'root:/src/app'], name: 'app' }, NOON + 1);
      expect(await store.project({ aliases: ['remote:host/a/app', 'root:/elsewhere/app'], name: 'app' }, NOON + 2)).toEqual(made);
      expect(await store.knownProject({ aliases: ['root:/elsewhere/app'] })).toEqual(made);
    });

    it('are found by the strongest alias where the aliases disagree, and no alias changes hands', async () => {
      await using store = await open();
      const first = await store.project({ aliases: ['remote:host/a/app'], name: 'app' }, NOON);
      const second = await store.project({ aliases: ['root:/src/app'], name: 'app' }, NOON);
      expect(await store.project({ aliases: ['remote:host/a/app', 'root:/src/app'], name: 'app' }, NOON)).toEqual(first);
      expect(await store.knownProject({ aliases: ['root:/src/app'] })).toEqual(second);
    });

    it('of the same name stay two', async () => {
      await using store = await open();
      const one = await store.project({ aliases: ['root:/one/api'], name: 'api' }, NOON);
      const other = await store.project({ aliases: ['root:/other/api'], name: 'api' }, NOON);
      expect(one.id).not.toBe(other.id);
      expect((await store.projects()).map(({ name }) => name)).toEqual(['api', 'api']);
    });

    it('are not made by looking', async () => {
      await using store = await open();
      expect(await store.knownProject({ aliases: ['root:/src/app'] })).toBeUndefined();
      expect(await store.projects()).toEqual([]);
    });

    it('are listed with their aliases and the number of their memories', async () => {
      await using scene = await openScene(open);
      await scene.recall([{}, {}]);
      const empty = await scene.store.project({ aliases: ['remote:host/z', 'root:/z'], name: 'z' }, NOON);
      const [work, z] = await scene.store.projects();
      expect(work).toEqual({ ...scene.project, aliases: ['folder:/work'], memories: 2 });
      expect({ ...z, aliases: z!.aliases.toSorted() }).toEqual({ ...empty, aliases: ['remote:host/z', 'root:/z'], memories: 0 });
    });

    it('have their names told, by id', async () => {
      await using store = await open();
      expect(await store.projectNames()).toEqual(new Map());
      const [one, other] = [
        await store.project({ aliases: ['root:/a'], name: 'a' }, NOON),
        await store.project({ aliases: ['root:/b'], name: 'b' }, NOON),
      ];
      expect(await store.projectNames()).toEqual(
        new Map([
          [one.id, 'a'],
          [other.id, 'b'],
        ]),
      );
    });
  });
}
