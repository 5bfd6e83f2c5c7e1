import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exclude } from '../../src/model/exclude.ts';
import { openExclusions } from '../../src/workspace/exclusions.ts';
import { locate } from '../../src/workspace/locate.ts';
import { makeFolder } from './make-repository.ts';

const NONE: Exclude = { projects: [], paths: [], tools: [], subagents: false, home: '/home/ada' };

describe('a repository within one that is excluded', () => {
  it.each(['github.com/acme', 'acme-app', 'ACME-APP', 'github.com/*/acme-app'])('is excluded with it by %s', async (pattern) => {
    using temp = makeFolder();
    const app = clone(join(temp.path, 'clone'), 'git@github.com:acme/acme-app.git');
    const library = clone(join(app, 'third_party/lib'), 'https://github.com/other/lib');
    mkdirSync(join(library, 'src'));
    expect(await ruleAt(join(library, 'src'), pattern)).toBe(`excludeProjects: ${pattern}`);
    expect((await locate(library)).aliases).toEqual(['remote:github.com/other/lib', `root:${library}`]);
    expect(await ruleAt(clone(join(temp.path, 'beside')), pattern)).toBeUndefined();
  });

  it('is excluded also where it is a submodule, or the agent is in a worktree of it elsewhere', async () => {
    using temp = makeFolder();
    const app = clone(join(temp.path, 'app'), 'https://github.com/acme/app');
    const git = makeGitFolder(join(app, '.git/modules/lib'));
    writeFileSync(join(git, 'config'), '[core]\nworktree = ../../../lib\n');
    const submodule = point(join(app, 'lib'), git);
    for (const folder of [submodule, workTree(join(temp.path, 'tree'), git)]) expect(await ruleAt(folder, 'github.com/acme')).toBeDefined();
  });

  it('is excluded in a worktree of that, elsewhere', async () => {
    using temp = makeFolder();
    const app = clone(join(temp.path, 'clients/app'));
    const nested = clone(join(workTree(join(temp.path, 'tree'), join(app, '.git')), 'nested'));
    expect(await ruleAt(nested, join(temp.path, 'clients'))).toBeDefined();
    expect(await ruleAt(nested, 'app')).toBeDefined();
  });

  it('is not excluded for what a bare repository among its files says of itself', async () => {
    using temp = makeFolder();
    const bare = makeGitFolder(join(clone(join(temp.path, 'app')), 'vendor/x'));
    writeFileSync(join(bare, 'config'), '[remote "origin"]\nurl = https://github.com/acme/x\n');
    expect(await ruleAt(bare, 'github.com/acme')).toBeUndefined();
  });
});

it.each(['github.com/ada', 'github.com/acme', 'mirror.example', 'push.example/acme/site'])(
  'a repository of several remotes is excluded by each: %s',
  async (pattern) => {
    using temp = makeFolder();
    const root = clone(join(temp.path, 'work'), 'git@github.com:ada/site.git');
    appendFileSync(
      join(root, '.git/config'),
      `url = https://mirror.example/site
      [remote "upstream"]
      url = https://robot:s3cr3t@github.com/acme/site
      pushUrl = ssh://git@push.example/acme/site.git`,
    );
    expect(await ruleAt(root, pattern)).toBe(`excludeProjects: ${pattern}`);
    expect(await ruleAt(root, 'gitlab.com')).toBeUndefined();
    expect((await locate(root)).aliases).toEqual(['remote:github.com/ada/site', `root:${root}`]);
  },
);

async function ruleAt(folder: string, pattern: string): Promise<string | undefined> {
  return (await openExclusions({ ...NONE, projects: [pattern] }, Date.now, 0).rulesAt(await locate(folder))).project;
}

// What of a repository is read, without a process of git for each.
function clone(path: string, remote?: string): string {
  const git = makeGitFolder(join(path, '.git'));
  if (remote !== undefined) writeFileSync(join(git, 'config'), `[remote "origin"]\nurl = ${remote}\n`);
  return path;
}

function makeGitFolder(path: string): string {
  for (const name of ['objects', 'refs']) mkdirSync(join(path, name), { recursive: true });
  writeFileSync(join(path, 'HEAD'), 'ref: refs/heads/main\n');
  return path;
}

function workTree(path: string, git: string): string {
  const own = makeGitFolder(join(git, 'worktrees', basename(path)));
  writeFileSync(join(own, 'commondir'), '../..\n');
  return point(path, own);
}

function point(path: string, git: string): string {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, '.git'), `gitdir: ${git}\n`);
  return path;
}
