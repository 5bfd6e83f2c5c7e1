import { plain } from '../text/plain.ts';

/** A runner's last word, for instance "12 passed, 1 failed", and whether it was bad news. */
export interface RunnerResult {
  readonly text: string;
  readonly failed: boolean;
}

interface Pattern {
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
  { line: /^\s*Tests:?\s+(?:(\d+) failed[,| ]+)?.*\b\d+ (?:passed|total)\b.*$/, failed: nonZero(1) }, // jest, vitest
  { line: /^.*\b\d+ (?:passed|failed|errors?)\b.* in [\d.]+s\b.*$/, failed: (match) => /\b[1-9]\d* (?:failed|error)/.test(match[0]) }, // pytest
  { line: /^test result: (ok|FAILED)\. .*$/, failed: (match) => match[1] === 'FAILED' }, // cargo
  { line: /^\s*\d+ passing\b.*$/, failed: never }, // mocha
  { line: /^\s*(\d+) failing\b.*$/, failed: nonZero(1) },
  { line: /^\d+ examples?, (\d+) failures?.*$/, failed: nonZero(1) }, // rspec
  { line: /^OK \(\d+ tests?, \d+ assertions?\).*$/, failed: never }, // phpunit
  { line: /^Tests: \d+, Assertions: \d+, (?:Errors|Failures): (\d+).*$/, failed: nonZero(1) },
  { line: /^(?:Passed|Failed)!\s+- Failed:\s+(\d+), Passed:\s+\d+.*$/, failed: nonZero(1) }, // dotnet
  { line: /^.*Tests run: \d+, Failures: (\d+), Errors: (\d+).*$/, failed: (match) => Number(match[1]) + Number(match[2]) > 0 }, // maven
  { line: /^Ran \d+ tests? in [\d.]+s.*$/, failed: never }, // unittest; its verdict is on another line
  { line: /^FAILED \((?:failures|errors)=\d+.*\)$/, failed: always },
  { line: /^.*Executed \d+ tests?, with (\d+) failures?.*$/, failed: nonZero(1) }, // swift
  { line: /^\s*(\d+) fail(?:ed|ures?)?$/, failed: nonZero(1) }, // bun
  { line: /^(?:#|ℹ) pass \d+$/, failed: never }, // node:test
  { line: /^(?:#|ℹ) fail (\d+)$/, failed: nonZero(1) },
  { line: /^\s*\d+ pass(?:ed)?(?: \(.*\))?$/, failed: never }, // bun, playwright
  { line: /^✖ (\d+) problems?.*$/, failed: always }, // eslint
  { line: /^Found (\d+) (?:errors?|warnings? and \d+ errors?|issues?)\b.*$/, failed: nonZero(1) }, // tsc, ruff, mypy, oxlint
  { line: /^(\d+) issues?[.:]$/, failed: nonZero(1) }, // golangci-lint
  { line: /^(?:All checks passed!|Success: no issues found.*)$/, failed: never }, // ruff, mypy
  { line: /^BUILD (SUCCESS(?:FUL)?|FAILED)\b.*$/, failed: (match) => match[1] === 'FAILED' }, // gradle
  { line: /^error: could not compile .*$/, failed: always },
  { line: /^make(?:\[\d+\])?: \*\*\* .*$/, failed: always },
  { line: /^npm (?:ERR!|error) (?:Test failed|code ELIFECYCLE|Lifecycle script).*$/, failed: always },
  { line: /^.*(?:✓ built in|[Cc]ompiled successfully|Build (?:successful|succeeded|complete)).*$/, failed: never },
];
const MAX_LINES = 400;
const MAX_LINE = 300;

/** Reads what a test runner, linter or builder said in the end. `undefined`: it said nothing that is known. */
export function readRunnerResult(output: string): RunnerResult | undefined {
  const lines = output
    .split('\n')
    .slice(-MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE).trimEnd());
  return goResult(lines) ?? namedResult(lines);
}

function namedResult(lines: readonly string[]): RunnerResult | undefined {
  const found: RunnerResult[] = [];
  for (const { line, failed } of PATTERNS) {
    for (let i = lines.length - 1; i >= 0; i -= 1) {
      const match = line.exec(bare(lines[i]!));
      if (match === null) continue;
      found.push({ text: tidy(match[0]), failed: failed(match) });
      break;
    }
  }
  const best = found.find((result) => result.failed) ?? found[0];
  return best === undefined ? undefined : { text: best.text, failed: found.some((result) => result.failed) };
}

function goResult(lines: readonly string[]): RunnerResult | undefined {
  const passed = lines.filter((line) => /^ok\s+\S+\s+(?:[\d.]+s|\(cached\))/.test(line) && !line.includes('[no tests to run]')).length;
  const failed = lines.filter((line) => /^FAIL\s+\S+/.test(line)).length;
  const names = [...new Set(lines.flatMap((line) => /^\s*--- FAIL: (\S+)/.exec(line)?.[1] ?? []))];
  if (passed + failed + names.length === 0) return undefined;
  const bad = names.length > 0 ? `${names.length} failed: ${names.slice(0, 3).join(', ')}` : `${failed} packages failed`;
  if (failed + names.length > 0) return { text: bad, failed: true };
  return { text: passed === 1 ? 'package ok' : `${passed} packages ok`, failed: false };
}

function bare(line: string): string {
  return line.includes('\u001b') ? plain(line) : line;
}

function tidy(line: string): string {
  return plain(line.replace(/^=+|=+$/g, '')).slice(0, 120);
}
