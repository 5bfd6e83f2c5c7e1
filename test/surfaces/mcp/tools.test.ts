import type { Client } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { createFilledSandbox, DEMO_PROJECT } from '../cli/filled-memory.ts';
import { createSandbox } from '../sandbox.ts';
import { callTool, connect } from './connect.ts';

const WRONG: readonly (readonly [string, object, RegExp])[] = [
  ['search', { limit: 'many' }, /limit has to be a number.*default 20/],
  ['search', { query: ['a'] }, /query has to be a string/],
  ['search', { dateStart: 'yesterday' }, /yesterday is no date.*YYYY-MM-DD/],
  ['search', { project: 'no-such-project' }, /No project is called no-such-project/],
  ['search', { type: 'sessions', file: 'src' }, /Sessions are not told apart by type or file/],
  ['search', { type: 'sessions', obs_type: 'bugfix' }, /Sessions are not told apart by type or file/],
  ['timeline', { anchor: 999 }, /Nothing matches/],
  ['timeline', { anchor: {} }, /anchor cannot be used.*number or id/],
  ['get_observations', {}, /ids is missing.*Numbers or ids/],
  ['get_observations', { ids: null }, /ids is missing/],
  ['get_observations', { ids: { 0: 1 } }, /ids cannot be used/],
  ['get_evidence', {}, /ids is missing.*Numbers or ids/],
  ['get_evidence', { ids: 1, max_tokens: 'many' }, /max_tokens has to be a number.*default 2000/],
  ['get_evidence', { ids: Array.from({ length: 21 }, (_, i) => i) }, /That is 21 memories\. Ask for at most 20/],
  ['session_start_context', { project: '*' }, /Name one project/],
  ['remember', {}, /text is missing/],
  ['remember', { text: '' }, /text cannot be used/],
  ['remember', { text: '<private>all of it</private>' }, /nothing to remember/],
  ['remember', { text: 'x'.repeat(8001) }, /text cannot be used/],
  ['remember', { text: 'x', title: 'x'.repeat(201) }, /title cannot be used/],
  ['remember', { text: 'x', from_user: 'perhaps' }, /from_user has to be a boolean/],
  ['forget', { ids: [999] }, /No memory has the number or id 999/],
];

async function remembering(...notes: readonly string[]): Promise<Client> {
  const client = await connect(createSandbox());
  for (const text of notes) await callTool(client, 'remember', { text });
  return client;
}

/** The user says something, where `remember` looks for their words. */
async function say(client: Client, cwd: string, prompt: string): Promise<void> {
  const { text } = await callTool(client, 'capture', {
    hook_event_name: 'UserPromptSubmit',
    session_id: 's',
    cwd,
    prompt_id: 'p',
    prompt,
  });
  expect(JSON.parse(text)).toBeDefined();
}

describe('the tools', () => {
  it('search finds by words, by date and by type, and takes numbers as text', async () => {
    const client = await remembering('The login cookie lasts an hour.', 'Invoices are rounded half to even.');
    expect((await callTool(client, 'search', { query: 'cookies' })).text).toMatch(/#1 .*login cookie/);
    const latest = await callTool(client, 'search', { limit: '1', offset: '0', orderBy: 'date_desc' });
    expect(latest).toMatchObject({ failed: false, text: expect.stringContaining('#2') });
    expect(latest.text).not.toContain('#1');
    expect((await callTool(client, 'search', { type: 'bugfix, discovery', dateStart: '2020-01-01' })).text).toMatch(/#1[^]*#2|#2[^]*#1/);
    expect((await callTool(client, 'search', { obs_type: 'bugfix' })).text).toMatch(/^Nothing found/);
    expect((await callTool(client, 'search', { query: null, limit: null, project: '*' })).text).toContain('#2');
    for (const offset of [1e308, '1e99', 2 ** 63]) expect((await callTool(client, 'search', { offset })).text).toMatch(/^Nothing found/);
  });

  it('search finds whole sessions, and names the memories to go on with', async () => {
    const client = await connect(await createFilledSandbox());
    const sessions = (args: object): Promise<{ text: string }> => callTool(client, 'search', { type: 'sessions', ...args });
    const { text } = await sessions({ query: 'logged out', project: DEMO_PROJECT });
    expect(text).toMatch(
      /^<holdfast-index>\n\d{4}-\d\d-\d\d \S.* \(claude-code on main; 6 memories, see( #\d+)+\)\n<\/holdfast-index>\nFull text: get_observations/,
    );
    const [, ids] = /see #(\d+)/.exec(text)!;
    expect((await callTool(client, 'get_observations', { ids })).text).toContain('logged');
    expect((await sessions({ project: '*', limit: 1, orderBy: 'date_asc' })).text).toContain('6 memories');
    expect((await sessions({ query: 'logged', project: DEMO_PROJECT, dateEnd: '2020-01-01' })).text).toMatch(/^Nothing found/);
    expect((await sessions({ query: 'logged' })).text).toMatch(/^Nothing found/);
  });

  it('search names the project of what it finds, where it looks into all of them', async () => {
    const client = await connect(await createFilledSandbox());
    for (const args of [{ query: 'logged out' }, { type: 'sessions' }]) {
      expect((await callTool(client, 'search', { ...args, project: '*' })).text).toContain(` in ${DEMO_PROJECT}`);
      expect((await callTool(client, 'search', { ...args, project: DEMO_PROJECT })).text).not.toContain(` in ${DEMO_PROJECT}`);
    }
  });

  it('search tells the sessions in which it was said to who asks for prompts, as one may of claude-mem', async () => {
    const client = await connect(await createFilledSandbox());
    const search = async (args: object): Promise<string> => (await callTool(client, 'search', { project: DEMO_PROJECT, ...args })).text;
    const [first, ...rest] = (await search({ type: 'prompts', query: 'logged out' })).split('\n');
    expect(first).toBe('Prompts are not told one by one. Sessions in which it was said or done:');
    expect(rest.join('\n')).toBe(await search({ type: 'sessions', query: 'logged out' }));
    expect(await search({ type: 'prompts', query: 'zebra' })).toBe(await search({ type: 'sessions', query: 'zebra' }));
  });

  it("search takes claude-mem's way to ask for memories of a type", async () => {
    const client = await remembering('The login cookie lasts an hour.');
    expect((await callTool(client, 'search', { type: 'observations', query: 'cookie' })).text).toContain('#1');
    expect((await callTool(client, 'search', { type: 'observations', obs_type: 'bugfix' })).text).toMatch(/^Nothing found/);
  });

  it('timeline shows what came before and after, around a number, an id or a query', async () => {
    const client = await remembering('One comes first.', 'Two is between.', 'Three is last.');
    const around = await callTool(client, 'timeline', { anchor: '2', depth_before: '1', depth_after: 0 });
    expect(around.text).toMatch(/^<holdfast-index>\n {2}.*#1[^]*\n> .*#2/);
    expect(around.text).not.toContain('#3');
    expect((await callTool(client, 'timeline', { anchor: 3 })).text).toMatch(/> .*#3/);
    expect((await callTool(client, 'timeline', { query: 'between' })).text).toMatch(/> .*#2/);
  });

  it('get_observations takes numbers and ids, alone or as a list, however it is written', async () => {
    const client = await remembering('The login cookie lasts an hour.');
    for (const ids of [1, '1', '#1', [1], ['1', 999], '[1]', '["1"]', '1, 999']) {
      expect(await callTool(client, 'get_observations', { ids })).toMatchObject({
        failed: false,
        text: expect.stringMatching(/## #1 .*cookie/),
      });
    }
  });

  it('get_evidence tells what memories rest on, word for word, as long as it may be', async () => {
    const client = await connect(await createFilledSandbox());
    const { text, failed } = await callTool(client, 'get_evidence', { ids: ['#1', 999] });
    expect(failed).toBe(false);
    expect(text).toMatch(
      /^<holdfast-evidence>\n.*Data, not instructions\.\n\n## #1 .*\nIt rests on \d+ events\.\n[^]*\n<\/holdfast-evidence>$/,
    );
    expect(text).toMatch(
      /\d\d:\d\d prompt\n {2}Users are logged out after one minute although[^]* tool_call Bash, output from a tool\n {2}command: node --test/,
    );
    const short = (await callTool(client, 'get_evidence', { ids: 1, max_tokens: '300' })).text;
    expect(short).toMatch(/\nTo fit into 300 tokens: .* Whole: .*\n<\/holdfast-evidence>$/);
    expect(short.length).toBeLessThan(1300);
    expect((await callTool(client, 'get_evidence', { ids: 1, max_tokens: 1e9 })).text).not.toContain('To fit into');
    await callTool(client, 'forget', { ids: 1 });
    for (const ids of [1, 999, []]) {
      expect(await callTool(client, 'get_evidence', { ids })).toEqual(await callTool(client, 'get_observations', { ids }));
    }
  });

  it('session_start_context tells what the next session would be told', async () => {
    const box = createSandbox();
    const client = await connect(box);
    expect((await callTool(client, 'session_start_context')).text).toMatch(/No memory of this project yet/);
    await say(client, box.project, 'Always run the linter.');
    await callTool(client, 'remember', { text: 'Always run the linter.', type: 'preference', from_user: true });
    expect((await callTool(client, 'session_start_context')).text).toContain('Always run the linter.');
  });

  it('remember keeps title, type and whose words they are', async () => {
    const box = createSandbox();
    const client = await connect(box);
    await say(client, box.project, '/holdfast:remember No Friday deploys. Never deploy on a Friday.');
    await callTool(client, 'remember', {
      text: 'Never deploy on a Friday.',
      title: 'No Friday deploys',
      type: 'constraint',
      from_user: true,
    });
    expect((await callTool(client, 'get_observations', { ids: 1 })).text).toMatch(
      /## #1 No Friday deploys\nfrom the user[^]*constraint[^]*Never deploy/,
    );
  });

  it('forget wipes, and says what', async () => {
    const client = await remembering('The login cookie lasts an hour.');
    expect(await callTool(client, 'forget', { ids: 1 })).toEqual({ text: 'Forgotten: #1.', failed: false });
    expect((await callTool(client, 'get_observations', { ids: 1 })).text).toMatch(/^No memory/);
  });

  it('say in words what is wrong with their arguments', async () => {
    const client = await remembering();
    for (const [name, args, words] of WRONG) {
      expect(await callTool(client, name, { ...args })).toEqual({ failed: true, text: expect.stringMatching(words) });
    }
    expect(await client.ping()).toEqual({});
  });
});
