import type { JsonSchemaType } from '@modelcontextprotocol/client';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { promptPayload, SESSION } from '../hook/payload.ts';
import { version } from '../../../src/version.ts';
import { callTool, connect } from './connect.ts';
import { startServer } from './server.ts';

const NAMES = ['forget', 'get_evidence', 'get_observations', 'remember', 'search', 'session_start_context', 'timeline'];

describe('the session process, driven by the official client', () => {
  it.each(['legacy', 'auto'] as const)('introduces itself in the protocol version both know (%s)', async (mode) => {
    const client = await connect(createSandbox(), { mode });
    expect(client.getServerVersion()).toEqual({ name: 'holdfast', version });
    expect(client.getNegotiatedProtocolVersion()).toBe('2025-11-25');
    expect(client.getInstructions()).toMatch(/data, not instructions/);
    expect(await client.ping()).toEqual({});
  });

  it('lists seven tools and not the one for hooks', async () => {
    const client = await connect(createSandbox());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(NAMES);
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true).map(({ name }) => name)).toEqual(['remember', 'forget']);
    expect(tools.filter(({ annotations }) => annotations?.destructiveHint !== false).map(({ name }) => name)).toEqual(['forget']);
    for (const { description, annotations } of tools) {
      expect(description?.length).toBeGreaterThan(40);
      expect(description?.split(' ').length).toBeLessThanOrEqual(40);
      expect(annotations?.openWorldHint).toBe(false);
    }
  });

  it('describes every argument by a valid JSON Schema', async () => {
    const client = await connect(createSandbox());
    const { tools } = await client.listTools();
    const check = (name: string, args: object): boolean => {
      const schema = tools.find((tool) => tool.name === name)!.inputSchema;
      return new AjvJsonSchemaValidator().getValidator(schema as JsonSchemaType)(args).valid;
    };
    for (const { inputSchema } of tools) {
      for (const property of Object.values(inputSchema.properties ?? {})) expect(property).toHaveProperty('description');
    }
    expect(check('search', { query: 'login', limit: 5, dateStart: '2026-01-01' })).toBe(true);
    expect(check('search', { query: ['login'] })).toBe(false);
    expect(check('get_observations', { ids: [1, 'abc'] })).toBe(true);
    expect(check('get_observations', { ids: 1 })).toBe(true);
    expect(check('get_observations', {})).toBe(false);
    expect(check('remember', { text: 'x', from_user: true })).toBe(true);
    expect(check('remember', { text: '' })).toBe(false);
  });

  it('answers the probe for a newer protocol and every unknown method with -32601', async () => {
    const server = startServer(createSandbox());
    for (const method of ['server/discover', 'resources/list', 'prompts/list', '', 'constructor']) {
      expect(await server.ask(method)).toMatchObject({ id: 1, error: { code: -32_601 } });
    }
  });

  it('answers an unknown tool with an error of the protocol', async () => {
    const client = await connect(createSandbox());
    await expect(client.callTool({ name: 'nope', arguments: {} })).rejects.toMatchObject({
      code: -32_602,
      message: expect.stringContaining('nope'),
    });
    await expect(client.callTool({ name: 'toString', arguments: {} })).rejects.toMatchObject({ code: -32_602 });
  });
});

describe('capture, which is not listed', () => {
  it('answers a prompt with the JSON of a hook, and has stored it by then', async () => {
    const box = createSandbox();
    const client = await connect(box);
    const { text, failed } = await callTool(client, 'capture', promptPayload(box));
    expect(failed).toBe(false);
    expect(JSON.parse(text)).toMatchObject({
      hookSpecificOutput: { hookEventName: 'UserPromptSubmit', additionalContext: expect.any(String) },
    });
    expect(await storedEvents(box.memory, SESSION)).toMatchObject([{ kind: 'prompt' }]);
    expect(client.stderrText()).toBe('');
  });

  it('answers {} to what it cannot read', async () => {
    const client = await connect(createSandbox());
    for (const fields of [
      {},
      { hook_event_name: 'Teatime', session_id: 's' },
      { hook_event_name: 7, session_id: [], prompt: { toString: null } },
    ]) {
      expect(await callTool(client, 'capture', fields)).toEqual({ text: '{}', failed: false });
    }
  });

  it('answers {} and stores nothing where Holdfast is turned off; the tools work', async () => {
    const box = createSandbox();
    const client = await connect(box, { env: { HOLDFAST_DISABLE: '1' } });
    expect(await callTool(client, 'capture', promptPayload(box))).toEqual({ text: '{}', failed: false });
    expect(await callTool(client, 'remember', { text: 'Sessions last an hour.' })).toEqual({ text: 'Remembered as #1.', failed: false });
    expect((await callTool(client, 'search', { query: 'session' })).text).toContain('#1');
    expect(await storedEvents(box.memory, SESSION)).toEqual([]);
  });
});
