import { describe, expect, it } from 'vitest';
import type { CommandRun } from '../../src/model/memory.ts';
import { calls, edits, fails, prompt, runs, says, work } from './story-of.ts';

const CLOSING = says('Added the flag to the parser of the command line.');

function only(command: string, output: string): CommandRun {
  const draft = work(prompt('add the flag'), edits('a.ts'), runs(command, output), CLOSING);
  return (draft.content['commands'] as CommandRun[])[0]!;
}

describe('the last word of a runner', () => {
  it.each([
    [
      'npx vitest run',
      ' Test Files  1 failed | 4 passed (5)\n      Tests  2 failed | 40 passed (42)\n   Start at  10:00',
      'failed',
      'Tests 2 failed | 40 passed (42)',
    ],
    ['npx jest', 'Tests:       40 passed, 40 total\nTime: 1 s', 'ok', 'Tests: 40 passed, 40 total'],
    ['pytest -q', '=================== 3 failed, 40 passed in 2.11s ===================', 'failed', '3 failed, 40 passed in 2.11s'],
    ['uv run pytest', '======= 40 passed, 2 warnings in 0.50s =======', 'ok', '40 passed, 2 warnings in 0.50s'],
    ['cargo test', 'test result: ok. 12 passed; 0 failed; 0 ignored', 'ok', 'test result: ok. 12 passed; 0 failed; 0 ignored'],
    ['go test ./...', 'ok  \tapp/cli\t1.2s\n?   \tapp\t[no test files]\nok  \tapp/x\t(cached)', 'ok', '2 packages ok'],
    ['go test ./...', '--- FAIL: TestParse (0.01s)\nFAIL\tapp/cli\t1.2s\nok  \tapp/x\t(cached)', 'failed', '1 failed: TestParse'],
    ['npx mocha', '  12 passing (3s)\n  1 failing', 'failed', '1 failing'],
    ['bundle exec rspec', '12 examples, 0 failures', 'ok', '12 examples, 0 failures'],
    ['node --test', '# tests 3\n# pass 2\n# fail 1', 'failed', 'fail 1'],
    ['node --test', 'ℹ tests 3\nℹ pass 3\nℹ fail 0', 'ok', 'pass 3'],
    [
      'npx tsc --noEmit',
      "a.ts(1,1): error TS2304: Cannot find name 'x'.\nFound 3 errors in 2 files.",
      'failed',
      'Found 3 errors in 2 files.',
    ],
    ['mise run lint 2>&1 | tail -5', '[lint] $ golangci-lint run ./...\n0 issues.', 'ok', '0 issues.'],
    ['mise run lint 2>&1 | tail -5', '6 issues:\n* nilerr: 6', 'failed', '6 issues:'],
    ['npx eslint .', '✖ 3 problems (3 errors, 0 warnings)', 'failed', '3 problems (3 errors, 0 warnings)'],
    ['./gradlew build', 'BUILD SUCCESSFUL in 3s', 'ok', 'BUILD SUCCESSFUL in 3s'],
    ['npx vitest run', '\u001b[2m Tests \u001b[22m \u001b[1m\u001b[32m3 passed\u001b[39m\u001b[22m (3)', 'ok', 'Tests 3 passed (3)'],
  ])('%s: %s', (command, output, outcome, result) => {
    expect(only(command, output)).toMatchObject({ outcome, result });
  });

  it('is nothing where the runner said nothing that is known', () => {
    expect(only('npm test', 'all fine here')).toEqual({ command: 'npm test', outcome: 'ok' });
  });
});

describe('the commands of a turn', () => {
  it('are tests, builds, commits, installs and servers, not every look around', () => {
    const draft = work(
      prompt('add the flag'),
      runs('ls -la && cat package.json'),
      runs('cd /home/dev/app && NODE_ENV=test timeout 60 npx vitest run 2>&1 | tail -20', ' Tests  1 passed (1)'),
      runs('npm install left-pad'),
      runs('npm run dev'),
      runs('git status'),
      runs('git push origin main'),
      edits('a.ts'),
      CLOSING,
    );
    expect((draft.content['commands'] as CommandRun[]).map(({ command }) => command)).toEqual([
      'NODE_ENV=test timeout 60 npx vitest run',
      'npm install left-pad',
      'npm run dev',
      'git push origin main',
    ]);
  });

  it('are there once each, as they ended', () => {
    const draft = work(
      prompt('add the flag'),
      fails('npm test', 'Tests: 1 failed, 1 total'),
      edits('a.ts'),
      runs('npm test', 'Tests: 1 passed, 1 total'),
      CLOSING,
    );
    expect(draft.content['commands']).toEqual([{ command: 'npm test', outcome: 'ok', result: 'Tests: 1 passed, 1 total' }]);
    expect(draft.facts).toContain('Checked: npm test: Tests: 1 passed, 1 total');
  });

  it('do not count what the user refused', () => {
    const draft = work(
      prompt('add the flag'),
      edits('a.ts'),
      calls('Bash', { command: 'npm publish' }, "The user doesn't want to proceed with this tool use.", true),
      CLOSING,
    );
    expect(draft.content['commands']).toEqual([]);
  });
});
