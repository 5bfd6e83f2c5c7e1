import type { Purpose } from './purpose.ts';

/** What an output says of errors: `failed` says so plainly, `signs` has words that may, `none` has none. */
export type Trouble = 'failed' | 'signs' | 'none';

// What a compiler or linter prints at a place in a file.
const AT_PLACE = /^\s*[^\s:]{1,200}\.\w{1,5}(?::\d+:\d+: |\(\d+,\d+\): )(?!\s*(?:warning|note|info|hint)\b)/;
const NAMED = /\berror (?:TS\d|CS\d|E\d)|\berror\[\w+\]|^\s*(?:panic|fatal(?: error)?): |\[(?:build|setup) failed\]/;
const OF_TEST = /^\s*(?:FAIL(?:ED)?\b|--- FAIL:|not ok \d)/;
// A test that passes may print these, a build or linter does not.
const SAID = /^\s*(?:\S{1,200} )?error: |\bundefined: |^\s*(?:FAILED\b|\S{0,40} ?(?:build|command) failed\b)/i;
const SIGN =
  /\b(?:errors?|fail(?:s|ed|ing|ures?)?|exceptions?|panic|fatal|undefined|traceback|not ok|cannot find|no such file|denied|timed out)\b|Error\b|[✗✖×⨯]/i;
const PASSED_LINE = /^\s*(?:[✓✔√]|ok\b|PASS\b|--- PASS|=== )/;
const NONE_OF =
  /\b(?:no|0|without|zero) (?:\w+ )?(?:errors?|failures?|fail(?:ed|ing)?|exceptions?|problems?)\b|\b(?:errors?|failures?|failed|exceptions?)\s*[:=]\s*0\b/gi;
const MAX_LINES = 200;
const MAX_LINE = 300;

/** Reads an output of a test, build or linter for errors, where no exit code tells. */
export function troubleIn(output: string, purpose: Purpose): Trouble {
  const all = output.split('\n');
  const lines = [...all.slice(0, MAX_LINES), ...all.slice(MAX_LINES).slice(-MAX_LINES)]
    .map((line) => line.slice(0, MAX_LINE))
    .filter((line) => !PASSED_LINE.test(line))
    .map((line) => line.replace(NONE_OF, ''));
  if (lines.some((line) => AT_PLACE.test(line) || NAMED.test(line) || OF_TEST.test(line))) return 'failed';
  if (purpose !== 'test' && lines.some((line) => SAID.test(line))) return 'failed';
  return lines.some((line) => SIGN.test(line)) ? 'signs' : 'none';
}
