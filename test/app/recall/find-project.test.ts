import { describe, expect, it } from 'vitest';
import { findProject } from '../../../src/app/recall/find-project.ts';
import { NOON } from '../../samples.ts';
import { openBench } from '../bench.ts';

describe('the project that is meant', () => {
  it('is the one around the folder where none is named', async () => {
    const { ports } = await openBench();
    const here = await ports.store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
    expect(await findProject(ports, '/work')).toEqual(here);
    expect(await findProject(ports, '/work', '')).toEqual(here);
  });

  it('is one without memories where the folder is not known, and it is not known afterwards', async () => {
    const { ports } = await openBench();
    expect(await findProject(ports, '/new')).toEqual({ id: '', name: 'new', knownSince: 0 });
    expect(await ports.store.projects()).toEqual([]);
  });

  it('is every project for a star', async () => {
    expect(await findProject((await openBench()).ports, '/work', '*')).toBeUndefined();
  });

  it('is found by id, alias or name, in any case', async () => {
    const { ports } = await openBench();
    const api = await ports.store.project({ aliases: ['remote:host/me/api', 'root:/src/api'], name: 'API' }, NOON);
    for (const wanted of [api.id, 'root:/src/api', 'remote:host/me/api', 'api', 'API'])
      expect(await findProject(ports, '/work', wanted)).toMatchObject(api);
  });

  it('has to be told apart where several have the name', async () => {
    const { ports } = await openBench();
    for (const root of ['root:/one/api', 'root:/two/api']) await ports.store.project({ aliases: [root], name: 'api' }, NOON);
    await expect(findProject(ports, '/work', 'api')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/root:\/one\/api, root:\/two\/api/),
    });
    expect(await findProject(ports, '/work', 'root:/two/api')).toMatchObject({ name: 'api' });
  });

  it('is refused where there is none, and those that there are named', async () => {
    const { ports } = await openBench();
    await expect(findProject(ports, '/work', 'api')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Known: none'),
    });
    await ports.store.project({ aliases: ['root:/src/web'], name: 'web' }, NOON);
    await expect(findProject(ports, '/work', 'api')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Known: web'),
    });
  });
});
