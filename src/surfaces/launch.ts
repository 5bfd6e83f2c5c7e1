import { stat } from 'node:fs';
import process from 'node:process';

/**
 * Runs the program, with so many threads for files, where Node is new enough, else says so in one sentence. Everything that is needed before this is
 * known is built for old syntax: an old Node shall say what is missing, not fail on a token.
 */
export function launch(run: () => Promise<void>, refuse: (sentence: string) => void, threads: number = 1): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 16)) return refuse(`Holdfast needs Node 22.16 or newer; this is ${process.versions.node}.`);
  silenceSqliteWarning();
  startThreadPool(threads);
  void run();
}

// Node 22 calls its SQLite experimental on every start; agents log every line on stderr, and nobody can act on that one.
function silenceSqliteWarning(): void {
  const emit = process.emitWarning as (...args: unknown[]) => void;
  process.emitWarning = (...args: unknown[]): void => {
    if (!String(args[0]).includes('SQLite')) emit.apply(process, args);
  };
}

// Threads count against a user's limit, and libuv aborts the process where it cannot start its own. Few are enough for us,
// and they are there before the limit can be reached.
function startThreadPool(threads: number): void {
  process.env['UV_THREADPOOL_SIZE'] ??= String(threads);
  stat('/', () => undefined);
}
