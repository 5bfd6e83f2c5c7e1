/** Steps of leaving, in order. Each is given what it needs to be quick. */
export interface ExitOptions {
  readonly steps: readonly (() => Promise<void>)[];
  /** After this the process ends whatever still runs. The agent kills us about 500 ms after its first signal. */
  readonly hardMs: number;
  readonly exit?: (code: number) => void;
}

/** Runs the steps and ends the process: 0 when all went well, 1 when one failed or time ran out. */
export async function exitInStages({ steps, hardMs, exit = process.exit }: ExitOptions): Promise<void> {
  const hard = setTimeout(() => exit(1), hardMs);
  let code = 0;
  for (const step of steps) {
    try {
      await step();
    } catch {
      code = 1;
    }
  }
  clearTimeout(hard);
  exit(code);
}
