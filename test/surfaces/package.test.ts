import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { can } from '../lab/constrained/can.ts';
import { holdfast, run } from './run.ts';
import { createSandbox } from './sandbox.ts';
import { tempFolder } from '../temp-folder.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MB = 1024 * 1024;
const BUILT = ['dist', 'plugin/claude-code/server'];
// Folders of its own in place of those that the other tests use meanwhile.
const APART = ['unshare', '--map-root-user', '--mount', '--'];
const canBuildApart = can('building a second time', [...APART, 'mount', '-t', 'tmpfs', 'none', '/mnt']);
// See docs/release.md before adding to it.
const BUNDLED = ['@anthropic-ai/sdk', '@opentelemetry/api', 'openai', 'zod'];
const TOP = ['.claude-plugin', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'bin', 'demo', 'dist', 'package.json', 'plugin'];

describe('what is published', () => {
  it('runs nothing when it is installed, needs no other package, and holds no program of a machine', () => {
    const folder = unpack(pack());
    const paths = readdirSync(folder, { recursive: true }).map(String);
    const manifests = paths.filter((path) => path.endsWith('package.json'));
    expect(manifests.toSorted()).toEqual(['package.json', 'plugin/claude-code/package.json']);
    for (const path of manifests) {
      const manifest = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
      expect(Object.keys(manifest).filter((key) => /^(dep|optionalDep|peerDep|bundle)/.test(key))).toEqual([]);
      // npm runs these for those who install a package; `prepare` for those only who work on it.
      expect(Object.keys(manifest['scripts'] ?? {}).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
    }
    // npm compiles where it finds the first, and installs more where it finds the others.
    expect(paths.filter((path) => /binding\.gyp$|package-lock\.json$|npm-shrinkwrap\.json$|node_modules|\.node$/.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'SECURITY.md', 'dist/THIRD-PARTY-NOTICES']));
    expect([...new Set(paths.map((path) => path.split('/')[0]))].toSorted()).toEqual(TOP);
    const bytes = paths.map((path) => statSync(join(folder, path))).filter((found) => found.isFile());
    expect(bytes.reduce((total, { size }) => total + size, 0)).toBeLessThan(15 * MB);
  });

  it('is installed without a network and works', async () => {
    const box = createSandbox();
    const tarball = pack();
    const npm = ['npm', 'install', '--offline', '--no-audit', '--no-fund', '--prefix', box.project, tarball];
    expect(await run(box, npm)).toMatchObject({ code: 0, stdout: expect.stringMatching(/added 1 package/) });
    const installed = join(box.project, 'node_modules/holdfast/bin/holdfast.js');
    expect(await run(box, [process.execPath, installed, 'remember', 'Deploy on Mondays.'])).toMatchObject({ code: 0, stderr: '' });
    expect((await holdfast(box, ['search', 'deploy'])).stdout).toContain('Deploy on Mondays.');
  });
});

it('what is bundled is what was decided to ship, and nothing more', () => {
  for (const folder of BUILT) {
    const notices = readFileSync(join(ROOT, folder, 'THIRD-PARTY-NOTICES'), 'utf8');
    expect([...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(/gm)].map(([, name]) => name)).toEqual(BUNDLED);
  }
});

it.skipIf(!canBuildApart)('the build gives the same bytes again', async () => {
  const box = createSandbox();
  const again = join(box.root, 'again');
  const script = `cd "$1" && mkdir -p "$2" && for folder in ${BUILT.join(' ')}; do mount -t tmpfs none "$folder"; done
    npm run --silent build && for folder in ${BUILT.join(' ')}; do mkdir -p "$2/$folder" && cp -r "$folder/." "$2/$folder"; done`;
  const built = await run(box, [...APART, '/bin/sh', '-c', script, 'sh', ROOT, again], { timeLimitMs: 50_000 });
  expect(built).toMatchObject({ code: 0 });
  for (const folder of BUILT) expect(checksums(join(again, folder))).toEqual(checksums(join(ROOT, folder)));
});

// Packs what is built already. Returns the path of the archive.
function pack(): string {
  const folder = tempFolder();
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' }),
  ) as [{ readonly filename: string }];
  return join(folder, filename);
}

function unpack(archive: string): string {
  const folder = tempFolder();
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, 'package');
}

function checksums(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true }).map(String).toSorted();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
}
