import type { Event } from '../../model/event.ts';
import { clip } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import { readRunnerResult } from './runner-result.ts';
import type { RunnerResult } from './runner-result.ts';
import { readShell } from './shell.ts';
import type { Shell } from './shell.ts';

/** What a command was run for. `other` is everything that only looks around. */
export type Purpose = 'commit' | 'test' | 'build' | 'check' | 'release' | 'history' | 'install' | 'server' | 'other';

/** A shell command that was run, read. */
export interface Run {
  readonly event: Event;
  readonly shell: Shell;
  readonly purpose: Purpose;
  /** One line for a reader. */
  readonly display: string;
  /** The part of it that serves the purpose, e.g. "npm test" of "rm -rf out; npm test". */
  readonly core: string;
  readonly failed: boolean;
  /** The user stopped or refused it: it says nothing about the command. */
  readonly refused: boolean;
  readonly result?: RunnerResult;
}

const RUNNER =
  '(?:(?:npm|pnpm|yarn|bun|deno) (?:run |task )?|mise (?:run |r )|make |just |task |rake |composer (?:run )?|(?:\\./)?gradlew? |mvn )';
const PURPOSES: readonly (readonly [Purpose, RegExp])[] = [
  ['commit', /^git (?:-\S+ \S+ )?commit\b/],
  [
    'test',
    new RegExp(
      `^(?:${RUNNER}(?:\\S+:)?(?:test|tests|e2e|spec|verify)(?:[:_-]\\S+)?\\b|(?:pytest|jest|vitest|mocha|ava|rspec|phpunit|ctest|nose2|tox|nextest)\\b|(?:go|cargo|dotnet|deno|swift|mix|rails|bun|zig|flutter|dart) (?:test|nextest)\\b|(?:playwright|cypress) (?:test|run)\\b|node --test|unittest\\b)`,
    ),
  ],
  [
    'build',
    new RegExp(
      `^(?:${RUNNER}(?:build|compile|bundle|package|dist)\\S*|(?:go|cargo|docker|swift|dotnet|vite|next|zig|flutter) build\\b|docker compose build|webpack|rollup|esbuild|tsdown|tsup|make$|cmake --build|xcodebuild)`,
    ),
  ],
  [
    'check',
    new RegExp(
      `^(?:${RUNNER}(?:lint|check|typecheck|type-check|fmt|format|vet)\\S*|(?:eslint|oxlint|biome|tsc|mypy|pyright|ruff|flake8|pylint|golangci-lint|shellcheck|clippy|rubocop|stylelint|knip)\\b|(?:go vet|cargo (?:clippy|check|fmt)|prettier (?:-c|--check)|gofmt)\\b)`,
    ),
  ],
  [
    'release',
    new RegExp(
      `^(?:${RUNNER}(?:deploy|release|publish|migrate)\\S*|(?:terraform|kubectl|helm|pulumi|cdk|fly|vercel|netlify|wrangler) (?:apply|deploy|upgrade|install|up)\\b|(?:alembic upgrade|prisma migrate|rails db:migrate|goreleaser|(?:npm|cargo|twine) (?:publish|upload)))`,
    ),
  ],
  [
    'history',
    /^(?:git (?:-\S+ \S+ )?(?:push|merge|rebase|cherry-pick|revert|tag|stash|reset)\b|gh (?:pr|release|issue) (?:create|merge|close|edit)\b)/,
  ],
  [
    'install',
    /^(?:(?:npm|pnpm|yarn|bun) (?:i|install|add|remove|uninstall|update|upgrade) \S|(?:pip3?|uv|poetry|brew|apt(?:-get)?|gem|cargo|go|dotnet|composer) (?:pip )?(?:install|add|get|remove|upgrade) \S)/,
  ],
  [
    'server',
    new RegExp(
      `^(?:${RUNNER}(?:dev|start|serve|preview)\\b|docker compose up|uvicorn|gunicorn|flask run|rails s|next dev|vite$|python3? -m http\\.server|http\\.server)`,
    ),
  ],
];
const REFUSED =
  /^(?:The user doesn't want to (?:proceed|take this action)|\[Request interrupted|Permission to use|The user rejected|This command requires approval)/;
const MAX_DISPLAY = 140;

/** The shell commands of a turn in order, whatever the tool that ran them is called. */
export function readRuns(events: readonly Event[]): readonly Run[] {
  return events.flatMap((event) => {
    const command = commandOf(event);
    return command === '' ? [] : [readRun(event, command)];
  });
}

/** Whether a tool call was stopped or refused by the user or the permission system. */
export function isRefused(event: Event): boolean {
  return event.call !== undefined && event.call.failed && REFUSED.test(withoutExitCode(event.call.output));
}

/** Tool output without the client's own "Exit code 1" line. */
export function withoutExitCode(output: string): string {
  return output.replace(/^(?:Error: )?Exit code \d+\n?/, '');
}

function commandOf(event: Event): string {
  const input = event.call?.input;
  const command = input?.['command'] ?? input?.['cmd'];
  if (typeof command === 'string') return command.trim();
  return Array.isArray(command)
    ? command
        .filter((part) => typeof part === 'string')
        .join(' ')
        .trim()
    : '';
}

function readRun(event: Event, command: string): Run {
  const shell = readShell(command);
  const { purpose, core } = purposeOf(shell);
  const output = event.call?.output ?? '';
  const refused = isRefused(event);
  const speaks = purpose === 'test' || purpose === 'check' || purpose === 'build';
  const result = speaks && !refused ? readRunnerResult(output) : undefined;
  const failed = event.call?.failed === true || result?.failed === true;
  const display = clip(plain(shell.display), MAX_DISPLAY);
  return {
    event,
    shell,
    purpose,
    display,
    core: clip(plain(core), MAX_DISPLAY),
    failed,
    refused,
    ...(result === undefined ? {} : { result }),
  };
}

function purposeOf(shell: Shell): { readonly purpose: Purpose; readonly core: string } {
  for (const [purpose, pattern] of PURPOSES) {
    const core = shell.parts.findLast((part) => pattern.test(part));
    if (core !== undefined) return { purpose, core: core.split(/ \d?>| \| ?/, 1)[0]! };
  }
  return { purpose: 'other', core: shell.display };
}
