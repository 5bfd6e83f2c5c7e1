import { expect, it } from 'vitest';
import type { Place } from '../../src/model/project.ts';
import { recentlyLocated } from '../../src/workspace/recently-located.ts';

it('looks again only after a while, or for another folder', async () => {
  const looked: string[] = [];
  let now = 1000;
  const locate = recentlyLocated(
    async (cwd): Promise<Place> => {
      looked.push(cwd);
      return { aliases: [`folder:${cwd}`], name: cwd, cwd, root: cwd };
    },
    () => now,
    500,
  );
  await locate('/a');
  await locate('/a');
  expect(await locate('/b')).toMatchObject({ cwd: '/b' });
  now = 1600;
  expect(await locate('/a')).toMatchObject({ cwd: '/a' });
  now = 100; // the clock was set back
  await locate('/a');
  expect(looked).toEqual(['/a', '/b', '/a', '/a']);
});
