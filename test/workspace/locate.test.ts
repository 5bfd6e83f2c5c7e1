import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locate } from '../../src/workspace/locate.ts';
import { git, makeFolder, makeRepository } from './make-repository.ts';

describe('locate', () => {
  it('names a repository by its remote, then by its root, with branch and commit', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'), 'git@example.com:team/engine.git');
    expect(await locate(root)).toEqual({
      aliases: ['remote:example.com/team/engine', `root:${root}`],
      name: 'engine',
      cwd: root,
      root,
      branch: 'main',
      commit: git(root, 'rev-parse', 'HEAD'),
    });
  });

  it('finds the same project from a subfolder and through a symlink, and remembers where it was asked from', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    const below = join(root, 'packages/core');
    mkdirSync(below, { recursive: true });
    const link = join(temp.path, 'link');
    symlinkSync(below, link);
    expect(await locate(below)).toMatchObject({ aliases: [`root:${root}`], name: 'work', cwd: below, root });
    expect(await locate(link)).toMatchObject({ aliases: [`root:${root}`], cwd: link, root });
  });

  it('keeps the root as an alias when a remote is added', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    const [before] = (await locate(root)).aliases;
    git(root, 'remote', 'add', 'upstream', 'https://example.com/team/engine');
    expect((await locate(root)).aliases).toEqual(['remote:example.com/team/engine', before]);
  });

  it('tells two repositories of the same folder name apart', async () => {
    using temp = makeFolder();
    const one = await locate(makeRepository(join(temp.path, 'one/app'), 'https://example.com/one/app.git'));
    const two = await locate(makeRepository(join(temp.path, 'two/app'), 'https://example.com/two/app.git'));
    expect([one.name, two.name]).toEqual(['app', 'app']);
    expect(one.aliases.filter((alias) => two.aliases.includes(alias))).toEqual([]);
  });

  it('takes a worktree for its repository, with its own root and branch', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    const tree = join(temp.path, 'trees/feature');
    git(root, 'worktree', 'add', '--quiet', '-b', 'feature/x', tree);
    expect(await locate(tree)).toMatchObject({
      aliases: [`root:${root}`],
      name: 'work',
      root: tree,
      branch: 'feature/x',
      commit: git(root, 'rev-parse', 'HEAD'),
    });
  });

  it('takes a worktree of a bare repository for that repository', async () => {
    using temp = makeFolder();
    const bare = join(temp.path, 'engine.git');
    git(temp.path, 'clone', '--quiet', '--bare', makeRepository(join(temp.path, 'seed')), bare);
    const tree = join(temp.path, 'tree');
    git(bare, 'worktree', 'add', '--quiet', tree, 'main');
    expect(await locate(bare)).toMatchObject({ aliases: [`root:${bare}`], name: 'engine', root: bare });
    expect(await locate(tree)).toMatchObject({ aliases: [`root:${bare}`], name: 'engine', root: tree });
  });

  it('takes a bare repository within a working tree for a part of that, whatever it says of itself', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'), 'https://example.com/page/work');
    const bare = join(root, 'vendor/x');
    git(temp.path, 'clone', '--quiet', '--bare', makeRepository(join(temp.path, 'seed')), bare);
    git(bare, 'remote', 'set-url', 'origin', 'https://example.com/victim/secret');
    for (const folder of [bare, join(bare, 'objects')])
      expect(await locate(folder)).toMatchObject({ aliases: ['remote:example.com/page/work', `root:${root}`], name: 'work', root });
  });

  it('takes a bare repository for itself where the working tree around it is its own', async () => {
    using temp = makeFolder();
    const bare = join(temp.path, 'work/.bare');
    git(temp.path, 'clone', '--quiet', '--bare', makeRepository(join(temp.path, 'seed')), bare);
    writeFileSync(join(temp.path, 'work/.git'), 'gitdir: ./.bare\n');
    git(bare, 'worktree', 'add', '--quiet', join(temp.path, 'work/main'), 'main');
    expect((await locate(bare)).aliases).toEqual([`root:${bare}`]);
    expect((await locate(join(temp.path, 'work/main'))).aliases).toEqual([`root:${bare}`]);
  });

  it('takes a submodule for a project of its own, also from a worktree of it', async () => {
    using temp = makeFolder();
    const library = makeRepository(join(temp.path, 'library'));
    const root = makeRepository(join(temp.path, 'work'));
    git(root, 'submodule', '--quiet', 'add', library, 'vendor/library');
    const inside = join(root, 'vendor/library');
    git(inside, 'remote', 'set-url', 'origin', 'https://example.com/team/library.git');
    expect(await locate(inside)).toMatchObject({
      aliases: ['remote:example.com/team/library', `root:${inside}`],
      name: 'library',
      root: inside,
    });
    const tree = join(temp.path, 'tree');
    git(inside, 'worktree', 'add', '--quiet', tree, 'HEAD');
    expect((await locate(tree)).aliases).toEqual(['remote:example.com/team/library', `root:${inside}`]);
  });

  it('leaves remotes that are local paths out', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'), '../elsewhere/work.git');
    expect((await locate(root)).aliases).toEqual([`root:${root}`]);
  });

  it('never shows the credentials of an address', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'), 'https://robot:s3cr3t-t0ken@example.com/team/engine.git?key=s3cr3t');
    const place = await locate(root);
    expect(place.aliases[0]).toBe('remote:example.com/team/engine');
    expect(JSON.stringify(place)).not.toMatch(/s3cr3t|robot/);
  });

  it('reads the commit of packed refs, and of a detached head', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    const commit = git(root, 'rev-parse', 'HEAD');
    git(root, 'pack-refs', '--all');
    expect(await locate(root)).toMatchObject({ branch: 'main', commit });
    git(root, 'checkout', '--quiet', '--detach');
    const detached = await locate(root);
    expect(detached).toMatchObject({ commit });
    expect(detached).not.toHaveProperty('branch');
  });

  it('knows the branch of a repository without a commit', async () => {
    using temp = makeFolder();
    git(temp.path, 'init', '--quiet', '--initial-branch', 'trunk');
    const place = await locate(temp.path);
    expect(place).toMatchObject({ branch: 'trunk' });
    expect(place).not.toHaveProperty('commit');
  });

  it('takes a folder outside any repository for a project', async () => {
    using temp = makeFolder();
    const folder = join(temp.path, 'notes');
    mkdirSync(folder);
    expect(await locate(folder)).toEqual({ aliases: [`folder:${folder}`], name: 'notes', cwd: folder, root: folder });
    expect(await locate('/')).toMatchObject({ aliases: ['folder:/'], name: '/', root: '/' });
  });

  it('takes a folder that is gone for what its path says', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    expect((await locate(join(root, 'gone/deep'))).aliases).toEqual([`root:${root}`]);
    expect((await locate(join(temp.path, 'gone'))).aliases).toEqual([`folder:${join(temp.path, 'gone')}`]);
    expect((await locate(`/no/such/folder\0${'x/'.repeat(50_000)}`)).aliases[0]).toMatch(/^folder:/);
  });

  it('falls back where git files are absurd', async () => {
    using temp = makeFolder();
    const absurd: Readonly<Record<string, (git: string) => void>> = {
      'a pointer to nowhere': (path) => writeFileSync(path, 'gitdir: /no/such/folder\n'),
      'a pointer to itself': (path) => writeFileSync(path, 'gitdir: .git\n'),
      'no pointer': (path) => writeFileSync(path, Buffer.alloc(100_000, 0xff)),
      'an empty folder': (path) => mkdirSync(path),
      'a head that is a folder': (path) => mkdirSync(join(path, 'HEAD'), { recursive: true }),
      'a head that is a pipe': (path) => (mkdirSync(path), execFileSync('sh', ['-c', 'mkfifo "$0"', join(path, 'HEAD')])),
    };
    const found: Record<string, readonly string[]> = {};
    for (const [name, make] of Object.entries(absurd)) {
      mkdirSync(join(temp.path, name));
      make(join(temp.path, name, '.git'));
      found[name] = (await locate(join(temp.path, name))).aliases;
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(absurd).map((name) => [name, [`folder:${join(temp.path, name)}`]])));
  });

  it('keeps what it can read where the rest is broken', async () => {
    using temp = makeFolder();
    const root = makeRepository(join(temp.path, 'work'));
    const config = join(root, '.git/config');
    writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/../../../../etc/passwd\n');
    writeFileSync(config, `${readFileSync(config, 'utf8')}\n[remote "origin\n = \n[[[\nurl`);
    expect(await locate(root)).toEqual({ aliases: [`root:${root}`], name: 'work', cwd: root, root });
    rmSync(config);
    expect(await locate(root)).toMatchObject({ aliases: [`root:${root}`] });
  });
});
