import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { marketplaceFiles, PLUGIN_FOLDER, pluginFiles } from '../../../src/agents/claude-code/plugin/plugin-files.ts';

const root = resolve(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const files = pluginFiles(version);

interface Hook {
  readonly type: string;
  readonly server: string;
  readonly tool: string;
  readonly timeout: number;
  readonly input: Readonly<Record<string, string>>;
}

const { hooks } = JSON.parse(files.get('hooks/hooks.json')!) as { hooks: Record<string, { matcher?: string; hooks: Hook[] }[]> };

describe('the plugin in the project', () => {
  it('is what is generated, with the version of the package', () => {
    const folder = join(root, PLUGIN_FOLDER);
    const read = (from: string, paths: Iterable<string>): [string, string][] =>
      [...paths].map((path) => [path, readFileSync(join(from, path), 'utf8')]);
    expect(read(folder, files.keys())).toEqual([...files]);
    expect(read(root, marketplaceFiles().keys())).toEqual([...marketplaceFiles()]);
    expect(JSON.parse(files.get('.claude-plugin/plugin.json')!)).toMatchObject({ name: 'holdfast', version });
  });

  it('holds nothing else but the server, and no lockfile', () => {
    const found = readdirSync(join(root, PLUGIN_FOLDER), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = found.map((entry) => join(entry.parentPath, entry.name).slice(join(root, PLUGIN_FOLDER).length + 1));
    expect(paths.filter((path) => !path.startsWith('server/')).toSorted()).toEqual([...files.keys()].toSorted());
  });

  it('is installed from where the marketplace says', () => {
    const { plugins } = JSON.parse(marketplaceFiles().get('.claude-plugin/marketplace.json')!) as {
      plugins: { name: string; source: string }[];
    };
    expect(plugins).toMatchObject([{ name: 'holdfast', source: `./${PLUGIN_FOLDER}` }]);
    expect(existsSync(join(root, plugins[0]!.source, '.claude-plugin/plugin.json'))).toBe(true);
  });
});

describe('its hooks', () => {
  const all = Object.entries(hooks).flatMap(([event, matched]) =>
    matched.flatMap((entry) => entry.hooks.map((hook) => ({ event, hook, matcher: entry.matcher }))),
  );

  it('start no process: each calls the tool of the running server, and waits for seconds at most', () => {
    const { mcpServers } = JSON.parse(files.get('.mcp.json')!) as { mcpServers: object };
    expect(Object.keys(mcpServers)).toEqual(['holdfast']);
    for (const { hook } of all) {
      expect(hook).toMatchObject({ type: 'mcp_tool', server: 'plugin:holdfast:holdfast', tool: 'capture' });
      expect(hook.timeout).toBeLessThanOrEqual(5);
    }
  });

  it('are silent where there is no server to call, and where the client would talk about them', () => {
    expect(all.filter(({ event }) => event === 'SessionStart').map(({ matcher }) => matcher)).toEqual(['compact|clear']);
    expect(all.filter(({ event }) => event === 'SessionEnd').map(({ matcher }) => matcher)).toEqual(['clear']);
    expect(Object.keys(hooks)).not.toContain('PreCompact');
    expect(Object.keys(hooks)).not.toContain('PostCompact');
  });

  it.each(all)('send all that is read of them: $event', ({ event, hook }) => {
    const asked = new Set<string>();
    const values: Readonly<Record<string, string>> = { ...VALUES, hook_event_name: event };
    const payload = new Proxy<Record<string, unknown>>({}, { get: (_, field) => (asked.add(String(field)), values[String(field)] ?? 'x') });
    expect(claudeCode.readHook(payload, 1)).toBeDefined();
    expect([...asked].filter((field) => !(field in hook.input))).toEqual([]);
    expect(hook.input['hook_event_name']).toBe(event);
  });
});

const VALUES: Readonly<Record<string, string>> = {
  tool_calls: '[{"tool_name":"Bash","tool_use_id":"t","tool_input":{},"tool_response":"x"}]',
  tool_input: '{}',
  source: 'clear',
};
