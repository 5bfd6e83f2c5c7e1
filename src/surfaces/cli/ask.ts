import { createInterface } from 'node:readline/promises';

/** Asks for a yes on stderr and reads one line of stdin. No line, no yes. Rejects where `signal` is aborted meanwhile. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  // Not as a terminal: an interruption is then a signal, as everywhere else.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const closed = new AbortController();
  lines.once('close', () => closed.abort());
  try {
    return /^\s*y(?:es)?\s*$/i.test(await lines.question(`${question} [y/N] `, { signal: AbortSignal.any([signal, closed.signal]) }));
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  } finally {
    lines.close();
  }
}
