import { describe, expect, it } from 'vitest';
import { edits, fails, prompt, runs, says, work } from './story-of.ts';

const ASKED = prompt('add the flag to the parser');
const CLOSING = says('Added the flag to the parser of the command line.');
const COMPILER = '# shop/cart\ncart/total.go:12:5: undefined: sumUp';

type Piece = ReturnType<typeof runs>;

function checked(...pieces: readonly Piece[]): string {
  const { facts } = work(ASKED, edits('a.ts'), ...pieces, CLOSING);
  return facts.find((fact) => fact.startsWith('Checked: '))?.slice('Checked: '.length) ?? '';
}

describe('a check whose exit code a pipe or another command hid', () => {
  it.each([
    ['go build ./... 2>&1 | head -20', COMPILER],
    ['go build ./...; git status', COMPILER],
    ['go build ./... || true', COMPILER],
    ['npx tsc --noEmit | head', "cart.ts(3,7): error TS2304: Cannot find name 'sumUp'."],
    ['cargo build 2>&1 | tail -4', 'error[E0425]: cannot find value `sum_up` in this scope'],
    ['npm run build | tail -3', 'error: the bundle has no entry'],
    ['node --test cart.js | head -5', 'panic: no cart'],
    ['go test ./cart | grep -v ok', '--- FAIL: TestTotal (0.00s)'],
    ['npm run lint | tee lint.log', 'cart.ts:3:7: sumUp is never used'],
  ])('failed where the output plainly says so: %s: %s', (command, output) => {
    expect(checked(runs(command, output))).toMatch(/ failed$|\(failed\)$/);
  });

  it.each([
    ['npm test | tail -2', 'one failure was seen'],
    ['npm run build | tail -2', 'TypeError came up, going on'],
    ['npm test | grep Cart', ''],
    ['npm test | grep -c Cart', '3'],
    ['npm test 2>&1 | head -2', 'Cart\n  ✓ sums up'],
    ['npx eslint . | tail -3', '  12:5  error  sumUp is never used'],
  ])('is not told where nobody knows: %s: %s', (command, output) => {
    const draft = work(ASKED, edits('a.ts'), runs(command, output), CLOSING);
    expect(draft.facts.join('\n')).not.toContain('Checked');
    expect(draft.narrative).not.toContain('Checked');
    expect(draft.content).toMatchObject({ commands: [], outcome: 'success' });
  });

  it('is not a failure where only the search behind the pipe found nothing', () => {
    expect(checked(fails('npm test | grep Cart', ''))).toBe('');
  });

  it.each([
    ['go build ./... 2>&1 | head -20', '', 'go build ./...: ok'],
    ['npm run build | tail -3', 'Bundled the cart: 0 errors, no warnings', 'npm run build: ok'],
    ['npm run lint | tail', 'Checked 12 files without errors. Errors: 0', 'npm run lint: ok'],
    ['npm run build | tail', 'cart.c:3:7: warning: sumUp is never used', 'npm run build: ok'],
    ['npm test | tail', '✓ tells an error of an empty cart', 'npm test: ok'],
    ['npm test | grep Tests', 'Tests: 4 passed, 4 total', 'npm test: Tests: 4 passed, 4 total'],
    ['set -o pipefail; npm run build | grep -v error', 'one error was left out', 'npm run build: ok'],
    ['npm run build && ./cart | head -3', 'error: the cart is empty', 'npm run build: ok'],
    ["npm run build -- --name 'a | grep b'", 'error log is off', "npm run build -- --name 'a: ok"],
  ])('is ok where the output says so or shows no sign of an error: %s: %s', (command, output, told) => {
    expect(checked(runs(command, output))).toBe(told);
  });

  it('makes an earlier run of the same check out of date, whatever came of it', () => {
    expect(checked(runs('npm test', 'Tests: 4 passed, 4 total'), runs('npm test | tail -1', 'one failure was seen'))).toBe('');
  });

  it('is no remedy of the failure before it', () => {
    const draft = work(
      ASKED,
      fails('npm run build', 'error: the cart has no total'),
      edits('a.ts'),
      runs('npm run build | grep total', 'the error of the total'),
      CLOSING,
    );
    expect(draft.content['errors']).toEqual([{ error: 'error: the cart has no total' }]);
  });
});

describe('several checks in one command', () => {
  const LINTER =
    '[lint] $ checkit\ncart/total.go:12:5: func sumUp() error is a copy (copies)\nfunc sumUp() error {\n3 issues:\n* copies: 3';

  it('blames the one whose runner says so', () => {
    expect(checked(fails('just lint && just test', LINTER))).toBe('just lint: 3 issues (failed)');
    expect(checked(fails('just lint && just test', '0 issues.\nTests: 1 failed, 4 total'))).toBe(
      'just test: Tests: 1 failed, 4 total (failed)',
    );
    expect(checked(fails('just fmt && just lint', LINTER))).toBe('just lint: 3 issues (failed)');
  });

  it('names the whole command where nobody can tell', () => {
    expect(checked(fails('just lint && just test', 'ended early'))).toBe('just lint && just test: failed');
    expect(checked(fails('just test && just lint', 'Tests: 4 passed, 4 total\nended early'))).toBe('just test && just lint: failed');
    expect(checked(fails('just lint && just check-links', LINTER))).toBe('just lint && just check-links: 3 issues (failed)');
  });

  it('does not blame a build for what was run after it', () => {
    expect(checked(fails('npm run build && ./cart --total', 'no cart given'))).toBe('npm run build && ./cart --total: failed');
    expect(checked(fails('npm run build && ./cart --total', 'a.ts(1,1): error TS1005: no'))).toBe('npm run build: failed');
  });

  it('gives a check no word of another one that passed', () => {
    expect(checked(runs('just lint && just test', '0 issues.'))).toBe('just test: ok');
  });

  it('takes back what was said of each of them once all passed', () => {
    const passed = runs('just lint && just test', '0 issues.\nTests: 4 passed, 4 total');
    expect(checked(fails('just lint && just test', LINTER), edits('b.ts'), passed)).toBe('just test: Tests: 4 passed, 4 total');
  });
});

describe('the line that is quoted of an error', () => {
  it.each([
    ['func sumUp() error {', 'linter copies: the error of sumUp is a copy'],
    ['  throw new Error(`no cart`);', 'Error: no cart'],
    ['+ const error = sumUp(', 'cart.ts: unexpected sum'],
    ['- undefined', 'expected 3 sums, got none'],
    ['@@ -1,2 +1,3 @@ error', 'patch failed at line 1'],
    ['    raise CartError("no cart")', 'CartError: no cart'],
  ])('is no line of code and no line of a diff: %s', (shown, error) => {
    const draft = work(ASKED, edits('a.ts'), fails('npm run build', `${shown}\n${error}`), CLOSING);
    expect(draft.content['errors']).toEqual([{ error }]);
  });
});
