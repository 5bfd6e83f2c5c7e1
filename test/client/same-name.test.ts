import { describe, expect, it } from 'vitest';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest, toolResult } from './messages-request.ts';
import { pluginTool } from './plugin.ts';
import { call, say, tool } from './reply.ts';
import { startSession } from './session.ts';
import { holdfast } from './stored.ts';
import { createWorld } from './world.ts';

describe('two projects whose folders have the same name', () => {
  it('never see each other’s memory: not at the start, not by search, not on the command line', async () => {
    await using world = await createWorld();
    const [ours, theirs] = [await world.addProject('ours/api'), await world.addProject('theirs/api')];
    await leaveMemory(world, 'kestrel', ours);
    await leaveMemory(world, 'pelican', theirs);
    const load = tool('ToolSearch', { query: `select:${pluginTool('search')}` });
    const search = tool(pluginTool('search'), { query: 'parser accepts empty input' });
    await using api = await startFakeApi({ replies: [call(load), call(search), say('Seen.')] });
    await using session = await startSession(world, api, { cwd: theirs });
    await session.ask('What about the parser?');
    const last = await api.request(2);
    expect(countInRequest(await api.request(0), 'pelican')).toBeGreaterThan(0);
    expect(toolResult(last, search.id)).toContain('pelican');
    expect(countInRequest(last, 'kestrel')).toBe(0);
    expect(JSON.stringify(await holdfast(world, ['search', 'parser'], theirs))).not.toContain('kestrel');
  });
});
