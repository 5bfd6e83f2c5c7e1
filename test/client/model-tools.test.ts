import { describe, expect, it } from 'vitest';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { textOfRequest, toolResult } from './messages-request.ts';
import { pluginTool } from './plugin.ts';
import { bash, call, say, tool } from './reply.ts';
import { startSession } from './session.ts';
import { storedEvents } from './stored.ts';
import { createWorld } from './world.ts';

describe('the model', () => {
  it('calls search over MCP and gets the memory that answers', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    const load = tool('ToolSearch', { query: `select:${pluginTool('search')}` });
    const search = tool(pluginTool('search'), { query: 'parser accepts empty input' });
    await using api = await startFakeApi({ replies: [call(load), call(search), say('Found it.')] });
    await using session = await startSession(world, api);
    await session.ask('What was wrong with the parser?');
    expect(toolResult(await api.request(2), search.id)).toContain('kestrel');
  });

  // Unlisted is what the client allows today; listed and hidden is the way left should a client's hooks reach listed tools only.
  it.each([
    ['as it is', {}],
    ['also where it is listed', { HOLDFAST_LIST_CAPTURE: 'true' }],
  ])('is never shown the tool that the hooks call, %s', async (_, environment) => {
    await using world = await createWorld();
    const byWord = tool('ToolSearch', { query: 'capture' });
    const byName = tool('ToolSearch', { query: `select:${pluginTool('capture')}` });
    await using api = await startFakeApi({ replies: [call(bash('true')), call(byWord), call(byName), say('Nothing there.')] });
    await using session = await startSession(world, api, { environment });
    await session.ask('Look for it.');
    const last = await api.request(3);
    const shown = api.requests.flatMap(({ body }) => body.tools?.map(({ name }) => name) ?? []);
    expect(textOfRequest(last), 'the other tools are offered').toContain(pluginTool('search'));
    expect(shown).not.toContain(pluginTool('capture'));
    expect(toolResult(last, byWord.id)).not.toContain(pluginTool('capture'));
    expect(textOfRequest(await api.request(1))).not.toContain(pluginTool('capture'));
    expect(toolResult(last, byName.id)).toMatch(/no (matching|such)|not found/i);
    expect((await storedEvents(world, session.id)).map(({ kind }) => kind)).toContain('tool_call');
  });
});
