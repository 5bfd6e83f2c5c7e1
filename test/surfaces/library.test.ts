import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type * as Library from '../../src/index.ts';
import { readConfig, wireToLook } from '../../src/wire.ts';
import { createFilledSandbox } from './cli/filled-memory.ts';
import { createSandbox } from './sandbox.ts';

// What is published, not its source.
const library = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof Library;

it('the library remembers, finds, reads, tells and forgets', async () => {
  const { project: cwd, memory: home } = createSandbox();
  await using memory = await library.openMemory({ cwd, home });
  expect(await memory.context()).toMatch(/No memory of this project yet/);
  const made = await memory.remember({ text: 'Always deploy on Mondays.', type: 'preference', authority: 'user' });
  expect(made).toMatchObject({ number: 1, type: 'preference', title: 'Always deploy on Mondays.' });
  expect(await memory.search('deploying')).toMatchObject([{ memory: { id: made.id }, why: expect.any(String) }]);
  expect(await memory.search('', { types: ['decision'] })).toEqual([]);
  expect(await memory.get('1', made.id, '999')).toMatchObject([{ id: made.id }]);
  expect(await memory.context()).toContain('Always deploy on Mondays.');
  expect(await memory.context(0)).toBe('');
  expect(await memory.forget('1')).toMatchObject([{ id: made.id }]);
  expect(await memory.search('deploying')).toEqual([]);
  await expect(memory.forget('1')).rejects.toMatchObject({ name: 'HoldfastError', code: 'not_found' });
});

it('the library finds whole sessions, of its project unless told otherwise', async () => {
  const box = await createFilledSandbox();
  await using memory = await library.openMemory({ cwd: box.project, home: box.memory });
  expect(await memory.searchSessions('logged out')).toEqual([]);
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  const [project = ''] = (await ports.store.projectNames()).keys();
  const hits = await memory.searchSessions('logged out', { project, limit: 1 });
  expect(hits).toMatchObject([{ project, agent: 'claude-code', title: expect.stringMatching(/\w/), memories: 6 }]);
  expect(await memory.searchSessions('', { project })).toMatchObject([{ session: hits[0]!.session, score: 0 }]);
});

it('the library keeps projects apart and writes where it is told', async () => {
  const box = createSandbox();
  await using here = await library.openMemory({ cwd: box.project, home: box.memory });
  await here.remember({ text: 'Always deploy on Mondays.', authority: 'user' });
  await using elsewhere = await library.openMemory({ cwd: box.home, home: box.memory });
  expect(await elsewhere.search('deploy')).toEqual([]);
  expect(existsSync(box.memory)).toBe(true);
});

it('the library throws its own error, with a code, where it cannot work', async () => {
  const { HoldfastError, openMemory } = library;
  const failed = openMemory({ home: '/dev/null/memory' });
  await expect(failed).rejects.toBeInstanceOf(HoldfastError);
  await expect(failed).rejects.toMatchObject({ code: 'store_unavailable' });
});

it('the library has ten names at most, types among them', () => {
  expect(Object.keys(library).toSorted()).toEqual(['HoldfastError', 'openMemory']);
  const [, names = ''] = /export \{([^}]*)\};?\s*$/.exec(readFileSync(new URL('../../dist/index.d.ts', import.meta.url), 'utf8')) ?? [];
  expect(names).toContain('OpenMemory');
  expect(names.split(',').length).toBeLessThanOrEqual(10);
});
