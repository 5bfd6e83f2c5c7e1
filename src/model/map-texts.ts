import type { CallTexts } from './event.ts';

/** The texts of a call, each changed. */
export function mapTexts({ input, output }: CallTexts, change: (text: string) => string): CallTexts {
  return { ...(input === undefined ? {} : { input: change(input) }), ...(output === undefined ? {} : { output: change(output) }) };
}
