import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const DEADLINE_MS = 90_000;

/** A script of `fixtures/` in a process of its own. */
export interface Fixture {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with the first line it prints. */
  ready(): Promise<string>;
  /** Tells it to go on, waits for its end and returns the lines it printed. */
  finish(): Promise<readonly string[]>;
}

/** Starts a fixture, perhaps by way of another command. It is killed when the test ends, or after 90 seconds. */
export function startFixture(name: string, args: readonly string[], by: readonly string[] = []): Fixture {
  const [command, ...rest] = [...by, process.execPath, '--no-warnings', join(import.meta.dirname, 'fixtures', name), ...args];
  const child = spawn(command!, rest, { timeout: DEADLINE_MS, killSignal: 'SIGKILL' });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.pipe(process.stderr);
  const ended = once(child, 'close');
  return {
    child,
    async ready() {
      while (!output.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended]);
      return output.split('\n', 1)[0]!;
    },
    async finish() {
      child.stdin.on('error', () => undefined).end('go\n');
      await ended;
      return output.split('\n').slice(0, -1);
    },
  };
}

/** Starts a fixture several times and lets all go on at the same moment. Returns what each printed after its first line. */
export async function runTogether(
  count: number,
  name: string,
  args: (i: number) => readonly string[],
): Promise<readonly (readonly string[])[]> {
  const fixtures = Array.from({ length: count }, (_, i) => startFixture(name, args(i)));
  await Promise.all(fixtures.map((fixture) => fixture.ready()));
  const outputs = await Promise.all(fixtures.map((fixture) => fixture.finish()));
  return outputs.map(([, ...lines]) => lines);
}
