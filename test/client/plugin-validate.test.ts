import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { clientEnvironment } from './environment.ts';
import { findClient } from './install.ts';
import { pluginFolder } from './plugin.ts';
import { createWorld } from './world.ts';

const run = promisify(execFile);

describe('claude plugin validate --strict', () => {
  it('finds nothing wrong with the plugin', async () => {
    await using world = await createWorld();
    const { stdout } = await run(await findClient(), ['plugin', 'validate', '--strict', pluginFolder()], {
      env: clientEnvironment(world, 'http://127.0.0.1:9'),
      timeout: 30_000,
    });
    expect(stdout).toContain('Validation passed');
  });
});
