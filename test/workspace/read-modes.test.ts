import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { loadMode, openModes } from '../../src/workspace/read-modes.ts';
import { GARDEN, GARDEN_IN_SPANISH } from '../distill/mode/claude-mem-style.ts';
import { tempFolder } from '../temp-folder.ts';

let home: string;
let modes: string;
let other: string;
beforeEach(() => {
  home = tempFolder();
  other = tempFolder();
  modes = join(home, 'modes');
  mkdirSync(modes);
});

it('a built-in mode needs no folder', async () => {
  const none = join(home, 'not', 'there');
  expect(await loadMode({ home: none, modeFolder: '', mode: 'code--de' })).toMatchObject({ name: 'code--de', language: 'German' });
  expect(await openModes({ home: none, modeFolder: join(none, 'either') }).list()).toMatchObject([{ name: 'code' }, { name: 'research' }]);
});

it("files are found in the home folder first, then in the user's other one", async () => {
  write(modes, 'garden', GARDEN);
  write(other, 'garden', { types: [{ id: 'never' }] });
  write(other, 'garden--es', GARDEN_IN_SPANISH);
  writeFileSync(join(other, 'bom.json'), '\uFEFF{"types": [{"id": "one"}]}');
  expect(await load('garden--es')).toMatchObject({
    language: 'Spanish',
    types: [{ id: 'sowing' }, { id: 'pest_alert' }, { id: 'harvest' }],
  });
  expect(await load('bom')).toMatchObject({ types: [{ id: 'one' }] });
  await expect(loadMode({ home, modeFolder: '', mode: 'garden--chill' })).rejects.toThrow(/There are code, research, garden, /);
});

it('list tells what there is, where it is, and what is wrong', async () => {
  write(modes, 'garden', GARDEN);
  write(modes, 'garden--brief', { skip: 'All.' });
  write(other, 'lost--brief', { skip: 'All.' });
  writeFileSync(join(other, 'broken.json'), '{');
  writeFileSync(join(other, 'README.md'), '');
  writeFileSync(join(other, 'no name.json'), '{}');
  expect(await openModes({ home, modeFolder: other }).list()).toEqual([
    { name: 'code', description: 'Work on software' },
    { name: 'research', description: 'Reading papers, articles and notes' },
    { name: 'broken', description: '', file: join(other, 'broken.json'), problem: expect.stringMatching(/broken\.json is not JSON\.$/) },
    { name: 'garden', description: 'Beds, weather and harvests', file: join(modes, 'garden.json') },
    { name: 'garden--brief', description: 'Beds, weather and harvests', file: join(modes, 'garden--brief.json') },
    { name: 'lost--brief', description: '', file: join(other, 'lost--brief.json'), problem: expect.stringMatching(/no mode lost, which/) },
  ]);
});

it('a file that cannot be used is told, with its path', async () => {
  writeFileSync(join(modes, 'long.json'), `{"role": "${'x'.repeat(1024 * 1024)}"}`);
  writeFileSync(join(modes, 'wide.json'), JSON.stringify({ role: '界'.repeat(50_000) }));
  writeFileSync(join(modes, 'broken.json'), '{"role": "my secret');
  mkdirSync(join(modes, 'folder.json'));
  await expect(load('long')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/long\.json is longer than 128 KB/) });
  await expect(load('wide')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/wide\.json is longer/) });
  await expect(load('broken')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/broken\.json is not JSON\.$/) });
  await expect(load('folder')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/folder\.json cannot be read/) });
});

it.skipIf(process.platform === 'win32')('a pipe in the place of a file is not waited for', async () => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(modes, 'pipe.json')]);
  await expect(load('pipe')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/pipe\.json cannot be read/) });
});

it.skipIf(process.platform === 'win32')(
  'a link may lead to a neighbour, and the folder may be one, but no file leads out of it',
  async () => {
    write(other, 'garden', GARDEN);
    symlinkSync(join(other, 'garden.json'), join(other, 'beds.json'));
    symlinkSync(other, join(home, 'linked'));
    symlinkSync(join(other, 'garden.json'), join(modes, 'out.json'));
    symlinkSync(join(other, 'gone.json'), join(modes, 'gone.json'));
    expect(await loadMode({ home, modeFolder: join(home, 'linked'), mode: 'beds' })).toMatchObject({ types: [{ id: 'sowing' }, {}, {}] });
    await expect(load('out')).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/out\.json is a link to outside its folder/),
    });
    await expect(load('gone')).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/There is no mode gone\./) });
  },
);

it.each(['../modes/garden', '..', '/etc/passwd', 'garden.json', 'a\\b', ''])('%j is not looked for', async (name) => {
  write(modes, 'garden', GARDEN);
  await expect(load(name)).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/is no name of a mode/) });
});

function load(mode: string): ReturnType<typeof loadMode> {
  return loadMode({ home, modeFolder: other, mode });
}

function write(folder: string, name: string, mode: unknown): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(mode));
}
