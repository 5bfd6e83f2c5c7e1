import { dirname } from 'node:path';
import { MARK } from './processes.ts';
import type { World } from './world.ts';

/** The key the client is given; no real one is needed or read. */
export const API_KEY = 'key-for-the-fake-api';

/** The whole environment of a client: nothing of this process's own gets in, nothing but loopback is asked. */
export function clientEnvironment(world: World, apiUrl: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    HOME: world.home,
    TMPDIR: world.temporary,
    CLAUDE_CODE_TMPDIR: world.temporary,
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    // Lets the client run tools unasked as root, as in a container.
    IS_SANDBOX: '1',
    ANTHROPIC_BASE_URL: apiUrl,
    ANTHROPIC_API_KEY: API_KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1',
    DISABLE_TELEMETRY: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
    HOLDFAST_HOME: world.store,
    [MARK]: world.mark,
    ...extra,
  };
}
