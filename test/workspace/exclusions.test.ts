import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exclude } from '../../src/model/exclude.ts';
import type { Rules } from '../../src/ports/exclusions.ts';
import { openExclusions } from '../../src/workspace/exclusions.ts';
import { cpuMs } from '../fuzz/cpu-ms.ts';
import { tempFolder } from '../temp-folder.ts';

const NONE: Exclude = { projects: [], paths: [], tools: [], subagents: false, home: '/home/ada' };
const HERE = { root: '/work/site', cwd: '/work/site/src', name: 'site', aliases: ['remote:github.com/acme/site', 'root:/work/main/site'] };

describe('a project', () => {
  it.each([
    ['/work/site'],
    ['/work/*'],
    ['/work'],
    ['/work/**'],
    ['**/main'],
    ['site'],
    ['SITE'],
    ['s?te'],
    ['github.com/acme/site'],
    ['github.com/acme'],
    ['github.com/acme/*'],
    ['**/acme/*'],
  ])('is excluded by %s', async (pattern) => {
    const rules = await openExclusions({ ...NONE, projects: ['other', pattern] }, Date.now, 0).rulesAt(HERE);
    expect(rules.project).toBe(`excludeProjects: ${pattern}`);
    expect(rules.lines).toEqual([`all of this project (excludeProjects: ${pattern})`]);
  });

  it.each([['/work/sit'], ['/work/site/deeper'], ['sit'], ['github.com/acme/other'], ['acme'], ['gitlab.com/**']])(
    'is not excluded by %s',
    async (pattern) => {
      expect((await openExclusions({ ...NONE, projects: [pattern] }, Date.now, 0).rulesAt(HERE)).project).toBeUndefined();
    },
  );

  it.each([['*'], ['/'], ['**'], ['# all of it\n\n/*\r\n'], ['.'], ['\ufeff*']])('is excluded by a .holdfastignore of %j', async (text) => {
    expect((await rulesWith(text)).project).toBe('.holdfastignore');
  });

  it.each([[''], ['# nothing'], ['*\n!src/'], ['*.pem'], ['docs/']])('is not excluded by a .holdfastignore of %j', async (text) => {
    expect((await rulesWith(text)).project).toBeUndefined();
  });

  it('is told of where no setting names it', async () => {
    const deep = { ...HERE, cwd: '/a'.repeat(2_000) };
    expect(await rulesWith('*')).toMatchObject({ isProjectChosen: false });
    expect(await rulesWith('a\n'.repeat(1_001))).toMatchObject({ isProjectChosen: false });
    expect(await openExclusions(NONE, Date.now, 0).rulesAt(deep)).toMatchObject({ isProjectChosen: false });
    const chosen = openExclusions({ ...NONE, projects: ['site'] }, Date.now, 0);
    expect(await chosen.rulesAt(HERE)).toMatchObject({ isProjectChosen: true });
  });

  it('whose .holdfastignore cannot be read, or is endless, is excluded', async () => {
    const root = tempFolder();
    mkdirSync(join(root, '.holdfastignore'));
    const rules = await openExclusions(NONE, Date.now, 0).rulesAt({ ...HERE, root });
    expect(rules).toMatchObject({
      project: '.holdfastignore cannot be read',
      complaints: [expect.stringContaining('everything in its folder')],
    });
    expect((await rulesWith('a\n'.repeat(40_000))).project).toBe('.holdfastignore is longer than 64 KB');
  });
});

describe('a .holdfastignore', () => {
  it.each<[string, (folder: string) => object]>([
    ['above the project', (folder) => ({ root: join(folder, 'a/b'), cwd: join(folder, 'a/b') })],
    ['between the root and where the agent is', (folder) => ({ root: folder, cwd: join(folder, 'a/b') })],
    ['of the main working tree', (folder) => ({ aliases: [`root:${join(folder, 'a')}`] })],
  ])('%s counts as well', async (_, place) => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(join(folder, 'a/.holdfastignore'), '*');
    const rules = await openExclusions(NONE, Date.now, 0).rulesAt({ ...HERE, ...place(folder) });
    expect(rules.project).toBe(join(folder, 'a/.holdfastignore'));
  });

  it('counts from its own folder', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(join(folder, '.holdfastignore'), '/a/b/keys');
    const { excludeFile } = await openExclusions(NONE, Date.now, 0).rulesAt({ ...HERE, root: join(folder, 'a'), cwd: join(folder, 'a/b') });
    expect(excludeFile('keys/x', join(folder, 'a/b'))).toBe(true);
    expect(excludeFile('keys/x', join(folder, 'a'))).toBe(false);
  });
});

describe('a file', () => {
  it.each([
    ['.env*', '/work/site/.env.local', true],
    ['.env*', '.env.local', true],
    ['.env*', '/elsewhere/.env', false],
    ['secrets/', 'secrets/key.txt', true],
    ['secrets/', '../secrets/key.txt', true],
    ['secrets/', '../secrets', true],
    ['secrets/', 'secrets.ts', false],
    ['/keys', '/work/site/keys/a', true],
    ['/keys', '/work/site/src/keys/a', false],
    ['*.pem\n!public.pem', '/work/site/public.pem', false],
    ['*.pem\n!public.pem', '/work/site/private.pem', true],
    ['*.PEM', 'a.pem', true],
  ])('that a .holdfastignore of %j names: %s (%s)', async (text, path, isExcluded) => {
    const root = '/work/site';
    const rules = await rulesWith(text);
    expect(rules.excludeFile(path.replace(root, rules.root), join(rules.root, 'src'))).toBe(isExcluded);
  });

  it.each([
    ['*.pem', '/elsewhere/a.pem', true],
    ['/home/ada/.ssh/', '/home/ada/.ssh/id', true],
    ['/home/ada/.ssh/', '~/.ssh/id', true],
    ['/home/ada/.ssh/', '$HOME/.ssh/id', true],
    ['/home/ada/.ssh', '/home/ada/.ssh', true],
    ['/home/ada/.ssh/', '/home/bob/.ssh/id', false],
    ['/build', '/work/site/build/out.js', true],
    ['/work/site/secret.txt', '../secret.txt', true],
  ])('that excludePaths of %s names: %s (%s)', async (pattern, path, isExcluded) => {
    const rules = await openExclusions({ ...NONE, paths: [pattern] }, Date.now, 0).rulesAt(HERE);
    expect(rules.excludeFile(path, HERE.cwd)).toBe(isExcluded);
  });

  it('is known by the link that leads to its project as well', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'real/src'), { recursive: true });
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    writeFileSync(join(folder, 'real/.holdfastignore'), '/keys');
    const place = { ...HERE, root: join(folder, 'real'), cwd: join(folder, 'link/src') };
    const { excludeFile } = await openExclusions(NONE, Date.now, 0).rulesAt(place);
    expect(excludeFile(join(folder, 'link/keys/a'), place.cwd)).toBe(true);
    expect(excludeFile('../keys/a', place.cwd)).toBe(true);
    expect(excludeFile(join(folder, 'link/src/keys/a'), place.cwd)).toBe(false);
  });

  it.each([[''], ['.'], ['/'], ['..'], ['a\0b'], ['x'.repeat(10_000)], ['//'], ['C:\\a'], ['~'], ['../../../../..']])(
    'of the strange name %j is none',
    async (path) => {
      const { excludeFile } = await openExclusions({ ...NONE, paths: ['*.pem'] }, Date.now, 0).rulesAt(HERE);
      expect(excludeFile(path, HERE.cwd)).toBe(false);
    },
  );

  it('is not missed because another pattern means nothing', async () => {
    const rules = await rulesWith('!\nbad\\\n*.pem');
    expect(rules.excludeFile('a.pem', rules.root)).toBe(true);
    expect(rules.complaints).toEqual([expect.stringContaining('"!" in '), expect.stringContaining('"bad\\\\" in ')]);
  });
});

describe('patterns that take long to try', () => {
  it.each([
    ['folders', '/**/*/**/*/**/*/**/b', 'a/'.repeat(150)],
    ['stars', `${'*a'.repeat(40)}*b*`, 'a'.repeat(250)],
    ['stars after folders', `**/${'*a'.repeat(100)}*b*`, `${'a'.repeat(250)}/`.repeat(15)],
    ['a thousand', '**/*a*/b\n'.repeat(1_000), 'a/'.repeat(2_000)],
    ['many classes', '[a-zà-ü]*\n'.repeat(1_000), `${'1'.repeat(250)}/`.repeat(15)],
  ])('are given up soon: %s', async (_, text, path) => {
    const rules = await rulesWith(text);
    rules.excludeFile(path, rules.root);
    const began = cpuMs();
    rules.excludeFile(`${path}c`, rules.root);
    expect(cpuMs() - began).toBeLessThan(100);
  });

  it('leave a file out, rather than let it pass', async () => {
    const rules = await rulesWith(`${'*a'.repeat(100)}*b*\n`.repeat(60));
    expect(rules.excludeFile(`${'a'.repeat(250)}/`.repeat(15), rules.root)).toBe(true);
    expect(rules.excludeFile('src/main.ts', rules.root)).toBe(false);
  });

  it('because they are long leave everything out, and say so', async () => {
    const rules = await rulesWith(`*.pem\n${'x'.repeat(1_001)}\n`);
    expect(rules.project).toBe('.holdfastignore has a pattern of more than 1000 characters');
    expect(rules.complaints).toEqual(['.holdfastignore has a pattern of more than 1000 characters: everything in its folder is left out.']);
    for (const setting of ['projects', 'paths', 'tools', 'subagents']) {
      const all = await openExclusions({ ...NONE, [setting]: ['***/'.repeat(7_500)] }, Date.now, 0).rulesAt(HERE);
      expect(all.project).toMatch(/^exclude(Projects|Paths|Tools|Subagents) has a pattern of more than 1000 characters$/);
      expect(all.complaints).toEqual([`All of this project is left out: ${all.project}.`]);
      expect([all.excludeTool('Bash'), all.excludeSubagent('Plan'), all.excludeFile('a', '/')]).toEqual([true, true, true]);
    }
  });

  it('because they are many leave everything out, and say so', async () => {
    expect((await rulesWith('a\n'.repeat(1_001))).project).toBe('there are more than 1000 patterns, or 64 KB of them');
  });
});

describe('a place', () => {
  it.each([
    ['of 2,000 folders', '/a'.repeat(2_000)],
    ['of 20,000 folders', '/a'.repeat(20_000)],
    ['of a long name', `/${'a'.repeat(5_000)}`],
  ])('%s is excluded soon', async (_, deep) => {
    for (const place of [{ cwd: deep }, { root: deep }, { aliases: [`root:${deep}`] }]) {
      const began = cpuMs();
      const rules = await openExclusions({ ...NONE, projects: ['x', '**/y'] }, Date.now, 0).rulesAt({ ...HERE, ...place });
      expect(rules.project).toBe('its folder is too deep');
      expect(cpuMs() - began).toBeLessThan(100);
    }
  });

  it('of ninety folders is not, and of a remote with many slashes neither', async () => {
    const place = { ...HERE, cwd: '/a'.repeat(90), aliases: [`remote:host${'/a'.repeat(20_000)}`] };
    expect((await openExclusions({ ...NONE, projects: ['x', '**/y'] }, Date.now, 0).rulesAt(place)).project).toBeUndefined();
  });
});

it('what a pattern is made of does not control a terminal', async () => {
  const { lines, complaints } = await rulesWith(`a\u001b[31m\u202e\u0085${'x'.repeat(200)}\n[b\u001b[2J\u202e`);
  expect([...lines, ...complaints].join('').replaceAll(/[^\p{C}]/gu, '')).toBe('');
  expect(lines[0]!.length).toBeLessThan(200);
});

describe('tools and subagents', () => {
  it('are left out by their names', async () => {
    const rules = await openExclusions({ ...NONE, tools: ['mcp__slack__*', 'TodoWrite'], subagents: ['Explore'] }, Date.now, 0).rulesAt(
      HERE,
    );
    expect(['mcp__slack__post', 'TodoWrite', 'Bash'].map(rules.excludeTool)).toEqual([true, true, false]);
    // One whose type nobody told may be any.
    expect(['Explore', 'Plan', ''].map(rules.excludeSubagent)).toEqual([true, false, true]);
    expect(rules.lines).toEqual(['tools: mcp__slack__* TodoWrite (excludeTools)', 'subagents: Explore (excludeSubagents)']);
  });

  it('are all seen, and there is nothing to ask about, where nothing is excluded', async () => {
    const rules = await openExclusions(NONE, Date.now, 0).rulesAt(HERE);
    expect(rules).toMatchObject({ areEmpty: true, lines: [], complaints: [] });
    expect([rules.excludeTool('Bash'), rules.excludeSubagent(''), rules.excludeFile('a', '/')]).toEqual([false, false, false]);
  });
});

it('a changed .holdfastignore is obeyed after a while, not before', async () => {
  const root = tempFolder();
  let now = 1000;
  const exclusions = openExclusions(NONE, () => now, 2000);
  const place = { ...HERE, root };
  expect((await exclusions.rulesAt(place)).project).toBeUndefined();
  writeFileSync(join(root, '.holdfastignore'), '*');
  now = 2999;
  expect((await exclusions.rulesAt(place)).project).toBeUndefined();
  now = 3000;
  expect((await exclusions.rulesAt(place)).project).toBe('.holdfastignore');
});

async function rulesWith(text: string): Promise<Rules & { readonly root: string }> {
  const root = tempFolder();
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, '.holdfastignore'), text);
  chmodSync(root, 0o700);
  return { ...(await openExclusions(NONE, Date.now, 0).rulesAt({ ...HERE, root, cwd: root })), root };
}
