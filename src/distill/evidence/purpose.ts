/** What a command was run for. `other` is everything that only looks around. */
export type Purpose = 'commit' | 'test' | 'build' | 'check' | 'release' | 'history' | 'install' | 'server' | 'other';

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
const CHECKED: ReadonlySet<Purpose> = new Set(['test', 'build', 'check']);

/** Whether a command of this purpose tells if the work is good. */
export const isCheck = (purpose: Purpose): boolean => CHECKED.has(purpose);

/** What a simple command is run for. */
export function purposeOf(part: string): Purpose {
  return PURPOSES.find(([, pattern]) => pattern.test(part))?.[0] ?? 'other';
}

/** The weightiest purpose of several commands, and which of them serves it, the last if more than one; -1: none has any. */
export function weightiest(parts: readonly string[]): { readonly purpose: Purpose; readonly at: number } {
  for (const [purpose, pattern] of PURPOSES) {
    const at = parts.findLastIndex((part) => pattern.test(part));
    if (at >= 0) return { purpose, at };
  }
  return { purpose: 'other', at: -1 };
}
