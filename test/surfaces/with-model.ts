import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK } from '../client/processes.ts';
import type { Sandbox } from './sandbox.ts';

/** Configures a model in a sandbox: a program that answers, or one that hangs and ignores every polite signal. */
export function configureModel({ memory }: Sandbox, mode: 'answers' | 'hangs', settings: object = {}): void {
  mkdirSync(memory, { recursive: true, mode: 0o700 });
  const modelCommand = [process.execPath, join(import.meta.dirname, 'fixtures', 'model.mjs'), mode];
  // With the mark of the sandbox, so that what is left of it is found.
  writeFileSync(join(memory, 'config.json'), JSON.stringify({ modelCommand, modelEnvironment: [MARK], ...settings }));
}
