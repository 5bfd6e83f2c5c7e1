import { plain } from '../text/plain.ts';

/** A runner's last word, for instance "12 passed, 1 failed", and whether it was bad news. */
export interface RunnerResult {
  readonly text: string;
  readonly failed: boolean;
  /** What kind of command says this; empty: several kinds do. */
  readonly of: 'test' | 'build' | 'check' | '';
}

interface Pattern {
  readonly of: RunnerResult['of'];
  readonly line: RegExp;
  readonly failed: (match: RegExpExecArray) => boolean;
}

const nonZero =
  (group: number) =>
  (match: RegExpExecArray): boolean =>
    Number(match[group] ?? 0) > 0;
const always = (): boolean => true;
const never = (): boolean => false;

/** One line of a runner each, the telling ones first. */
const PATTERNS: readonly Pattern[] = [
  { of: 'test', line: /^\s*Tests:?\s+(?:(\d+) failed[,| ]+)?.*\b\d+ (?:passed|total)\b.*$/, failed: nonZero(1) }, // jest, vitest
  {
    of: 'test',
    line: /^.*\b\d+ (?:passed|failed|errors?)\b.* in [\d.]+s\b.*$/,
    failed: (match) => /\b[1-9]\d* (?:failed|error)/.test(match[0]),
  }, // pytest
  { of: 'test', line: /^test result: (ok|FAILED)\. .*$/, failed: (match) => match[1] === 'FAILED' }, // cargo
  { of: 'test', line: /^\s*\d+ passing\b.*$/, failed: never }, // mocha
  { of: 'test', line: /^\s*(\d+) failing\b.*$/, failed: nonZero(1) },
  { of: 'test', line: /^\d+ examples?, (\d+) failures?.*$/, failed: nonZero(1) }, // rspec
  { of: 'test', line: /^OK \(\d+ tests?, \d+ assertions?\).*$/, failed: never }, // phpunit
  { of: 'test', line: /^Tests: \d+, Assertions: \d+, (?:Errors|Failures): (\d+).*$/, failed: nonZero(1) },
  { of: 'test', line: /^(?:Passed|Failed)!\s+- Failed:\s+(\d+), Passed:\s+\d+.*$/, failed: nonZero(1) }, // dotnet
  { of: 'test', line: /^.*Tests run: \d+, Failures: (\d+), Errors: (\d+).*$/, failed: (match) => Number(match[1]) + Number(match[2]) > 0 }, // maven
  { of: 'test', line: /^Ran \d+ tests? in [\d.]+s.*$/, failed: never }, // unittest; its verdict is on another line
  { of: 'test', line: /^FAILED \((?:failures|errors)=\d+.*\)$/, failed: always },
  { of: 'test', line: /^.*Executed \d+ tests?, with (\d+) failures?.*$/, failed: nonZero(1) }, // swift
  { of: 'test', line: /^\s*(\d+) fail(?:ed|ures?)?$/, failed: nonZero(1) }, // bun
  { of: 'test', line: /^(?:#|ℹ) pass \d+$/, failed: never }, // node:test
  { of: 'test', line: /^(?:#|ℹ) fail (\d+)$/, failed: nonZero(1) },
  { of: 'test', line: /^\s*\d+ pass(?:ed)?(?: \(.*\))?$/, failed: never }, // bun, playwright
  { of: 'check', line: /^✖ (\d+) problems?.*$/, failed: always }, // eslint
  { of: 'check', line: /^Found (\d+) (?:errors?|warnings? and \d+ errors?|issues?)\b.*$/, failed: nonZero(1) }, // tsc, ruff, mypy, oxlint
  { of: 'check', line: /^(\d+) issues?[.:]$/, failed: nonZero(1) }, // golangci-lint
  { of: 'check', line: /^(?:All checks passed!|Success: no issues found.*)$/, failed: never }, // ruff, mypy
  { of: '', line: /^BUILD (SUCCESS(?:FUL)?|FAILED)\b.*$/, failed: (match) => match[1] === 'FAILED' }, // gradle
  { of: 'build', line: /^error: could not compile .*$/, failed: always },
  { of: '', line: /^make(?:\[\d+\])?: \*\*\* .*$/, failed: always },
  { of: '', line: /^npm (?:ERR!|error) (?:Test failed|code ELIFECYCLE|Lifecycle script).*$/, failed: always },
  { of: 'build', line: /^.*(?:✓ built in|[Cc]ompiled successfully|Build (?:successful|succeeded|complete)).*$/, failed: never },
];
const KINDS = ['test', 'check', 'build', ''] as const;
const MAX_LINES = 400;
const MAX_LINE = 300;

/** Reads what test runners, linters and builders said in the end, one word of each kind. None: they said nothing that is known. */
export function readRunnerResults(output: string): readonly RunnerResult[] {
  const lines = output
    .split('\n')
    .slice(-MAX_LINES)
    .map((line) => bare(line.slice(0, MAX_LINE).trimEnd()));
  const named = KINDS.flatMap((of) => namedResult(lines, of) ?? []);
  const go = goResult(lines);
  return go === undefined ? named : [go, ...named.filter(({ of }) => of !== go.of)];
}

function namedResult(lines: readonly string[], of: RunnerResult['of']): RunnerResult | undefined {
  const found: RunnerResult[] = [];
  for (const { line, failed } of PATTERNS.filter((pattern) => pattern.of === of)) {
    for (let i = lines.length - 1; i >= 0; i -= 1) {
      const match = line.exec(lines[i]!);
      if (match === null) continue;
      found.push({ text: tidy(match[0]), failed: failed(match), of });
      break;
    }
  }
  return found.find((result) => result.failed) ?? found[0];
}

function goResult(lines: readonly string[]): RunnerResult | undefined {
  const passed = lines.filter((line) => /^ok\s+\S+\s+(?:[\d.]+s|\(cached\))/.test(line) && !line.includes('[no tests to run]')).length;
  const failed = lines.filter((line) => /^FAIL\s+\S+/.test(line)).length;
  const names = [...new Set(lines.flatMap((line) => /^\s*--- FAIL: (\S+)/.exec(line)?.[1] ?? []))];
  if (passed + failed + names.length === 0) return undefined;
  const bad = names.length > 0 ? `${names.length} failed: ${names.slice(0, 3).join(', ')}` : `${failed} packages failed`;
  if (failed + names.length > 0) return { text: bad, failed: true, of: 'test' };
  return { text: passed === 1 ? 'package ok' : `${passed} packages ok`, failed: false, of: 'test' };
}

function bare(line: string): string {
  return line.includes('\u001b') ? plain(line) : line;
}

function tidy(line: string): string {
  return plain(line.replace(/^=+|=+$/g, '')).slice(0, 120);
}
