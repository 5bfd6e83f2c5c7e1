/** Tells on stderr how far a long piece of work is. Disposing of it clears the line in a terminal. */
export interface Progress extends Disposable {
  show(text: string): void;
}

const SILENT_MS = 1000;

/** Progress that shows after a second: one line rewritten in a terminal, else a line every five seconds. */
export function createProgress(): Progress {
  const start = performance.now();
  const terminal = process.stderr.isTTY;
  const every = terminal ? 100 : 5000;
  let last = start + SILENT_MS - every;
  let shown = false;
  return {
    show(text) {
      const now = performance.now();
      if (now - last < every || now - start < SILENT_MS) return;
      last = now;
      shown = true;
      process.stderr.write(terminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    [Symbol.dispose]() {
      if (shown && terminal) process.stderr.write('\r\u001b[K');
    },
  };
}
