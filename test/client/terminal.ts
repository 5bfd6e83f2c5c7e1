import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { API_KEY, clientEnvironment } from './environment.ts';
import type { FakeApi } from './fake-api.ts';
import { findClient } from './install.ts';
import { pluginFolder } from './plugin.ts';
import { findMarked } from './processes.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** The client in a terminal, as a user sees it. Disposing it closes the terminal's window and waits for the client to leave. */
export interface Terminal extends AsyncDisposable {
  /** Types a line, sees it on the screen, and presses Enter. */
  enter(line: string): Promise<void>;
  pressEscape(): void;
  /** Waits until the screen has shown a text since the last line was entered. */
  shows(text: string): Promise<void>;
}

const SIZE = 'stty rows 50 cols 140';

/** Starts the client in a pseudo-terminal made by script(1), and waits until it takes input. */
export async function startTerminal(world: World, api: FakeApi): Promise<Terminal> {
  await skipFirstStart(world);
  const program = await findClient();
  const command = [program, '--permission-mode', 'bypassPermissions', '--plugin-dir', pluginFolder()].map(quote).join(' ');
  const client = spawn('script', ['-qfc', `${SIZE}; exec ${command}`, '/dev/null'], {
    cwd: world.project,
    env: clientEnvironment(world, api.url, { TERM: 'xterm-256color', SHELL: '/bin/sh' }),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const terminal = attach(client, () => isRunning(world, program));
  await terminal.shows('bypass permissions on').catch(async (error: unknown) => {
    await terminal[Symbol.asyncDispose]();
    throw error;
  });
  return terminal;
}

function attach(client: ChildProcessByStdio<Writable, Readable, null>, runs: () => Promise<boolean>): Terminal {
  const closed = new Promise<void>((resolve) => void client.once('close', () => resolve()));
  const screen = watchScreen(client.stdout);
  const shows = async (text: string): Promise<void> => {
    await waitFor(
      () => `"${text}" on the screen, which shows: ${screen.tail()}`,
      () => screen.has(text) || undefined,
    );
  };
  return {
    shows,
    async enter(line) {
      screen.forget();
      client.stdin.write(line);
      await shows(line);
      // A line that comes with its Enter in one piece is taken as pasted text.
      await setTimeout(300);
      screen.forget();
      client.stdin.write('\r');
    },
    pressEscape: () => void client.stdin.write('\u001B'),
    async [Symbol.asyncDispose]() {
      client.kill('SIGKILL');
      await closed;
      await waitFor('the end of the client', async () => ((await runs()) ? undefined : true));
    },
  };
}

async function isRunning({ mark }: World, program: string): Promise<boolean> {
  return (await findMarked(mark)).some(({ command }) => command.startsWith(program));
}

// What a user answers once, when the client is started for the first time on a machine and in a folder. It takes the
// place of what a session without a terminal left there: merged with that, not all of it counts.
async function skipFirstStart({ home, project }: World): Promise<void> {
  const answers = {
    hasCompletedOnboarding: true,
    lastOnboardingVersion: '99.0.0',
    theme: 'dark',
    bypassPermissionsModeAccepted: true,
    customApiKeyResponses: { approved: [API_KEY.slice(-20)], rejected: [] },
    projects: { [project]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
  };
  await writeFile(join(home, '.claude.json'), JSON.stringify(answers));
}

interface Screen {
  has(text: string): boolean;
  forget(): void;
  tail(): string;
}

// The client moves the cursor instead of writing blanks, so blanks are no part of the comparison.
function watchScreen(stdout: Readable): Screen {
  let written = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const visible = (): string => stripVTControlCharacters(written).replaceAll(/\s/g, '');
  return {
    has: (text) => visible().includes(text.replaceAll(/\s/g, '')),
    forget: () => void (written = ''),
    tail: () => visible().slice(-300),
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
