import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { holdfast, type Ran } from '../run.ts';
import type { Sandbox } from '../sandbox.ts';
import { createFilledSandbox, DEMO_PROJECT } from './filled-memory.ts';

let box: Sandbox;
beforeEach(async () => {
  box = await createFilledSandbox();
});

const HERE = ['--project', DEMO_PROJECT];

describe('for a person', () => {
  it('search lists number, date, type and title, and why', async () => {
    expect(await text('search', 'logged', 'out', ...HERE)).toMatch(/^ +#\d+ \d{4}-\d\d-\d\d \d\d:\d\d bugfix +\S.*logged/m);
    expect(await text('search', '--all-projects', '--type', 'preference,decision')).toMatch(
      /^.*preference.*\n.*decision.*\n$|^.*decision.*\n.*preference.*\n$/,
    );
    expect((await text('search', ...HERE, '--limit', '2')).trim().split('\n')).toHaveLength(2);
    expect(await text('search', 'zebra', ...HERE)).toBe('Nothing found.\n');
  });

  it('search --sessions lists day, what it was, where, and which memories to read', async () => {
    const [line, ...rest] = (await text('search', '--sessions', 'logged', 'out', ...HERE)).split('\n');
    expect(rest).toEqual(['']);
    expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d \S.*  claude-code on main; 6 memories, see( #\d+)+$/);
    const [, number = ''] = /see #(\d+)/.exec(line!)!;
    expect(await text('show', number)).toMatch(/logged/);
    expect(await text('search', '--sessions', ...HERE)).toMatch(/6 memories, see #6\n$/);
    expect(await text('search', '--sessions', 'zebra', ...HERE)).toBe('Nothing found.\n');
    expect(await text('search', '--sessions', 'logged')).toBe('Nothing found.\n');
  });

  it('search --all-projects names the project of each', async () => {
    for (const what of [['logged', 'out'], ['--sessions']]) {
      const lines = (await text('search', ...what, '--all-projects')).trimEnd().split('\n');
      expect(lines.every((line) => line.includes(` in ${DEMO_PROJECT}`))).toBe(true);
      expect(await text('search', ...what, ...HERE)).not.toContain(` in ${DEMO_PROJECT}`);
    }
  });

  it('search keeps to the days of --from and --to', async () => {
    const [day] = /\d{4}-\d\d-\d\d/.exec(await text('search', 'logged', ...HERE))!;
    for (const what of [['logged'], ['logged', '--sessions']]) {
      expect(await text('search', ...what, '--from', day, '--to', day, ...HERE)).toContain(day);
      expect(await text('search', ...what, '--to', '2020-01-01', ...HERE)).toBe('Nothing found.\n');
    }
  });

  it.each(['"half a phrase', 'a AND (b OR', 'title:* NEAR(x, 2)', "'; drop table memory; --", '-login ^*'])(
    'search takes %s for words',
    async (query) => {
      expect(await text('search', '--all-projects', '--', query)).toMatch(/^( +#\d+ .*\n)+$|^Nothing found\.\n$/);
    },
  );

  it('show tells a memory in full, by number or id', async () => {
    const shown = await text('show', '1');
    expect(shown).toMatch(/^#1 .+\nbugfix · .*\n[^]*Facts\n {2}- /);
    const [id = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(shown)!;
    expect(await text('show', id)).toBe(shown);
    expect(await text('show', '1', '#2')).toMatch(/^#1 [^]*\n#2 /);
  });

  it('evidence tells what was said and done, word for word', async () => {
    const told = await text('evidence', '1');
    expect(told).toMatch(/^#1 .+\nIt rests on \d+ events\.\n\n\d{4}-\d\d-\d\d \d\d:\d\d prompt\n {2}Users are logged out after one minute/);
    expect(told).toMatch(/ tool_call Bash, output from [\w ]+\n {2}command: .+\n[^]*?Output:\n {2}/);
    expect(told).not.toContain('characters cut');
    expect(await text('evidence', '1', '#2')).toMatch(/^#1 [^]*\n\n#2 /);
  });

  it('timeline marks the memory it is about', async () => {
    expect((await text('timeline', '3', '--before', '1', '--after', '1', ...HERE)).split('\n').map((line) => line[0])).toEqual([
      ' ',
      '>',
      ' ',
      undefined,
    ]);
    expect(await text('timeline', 'logged', 'out', ...HERE)).toMatch(/^>.*(bugfix|session_summary)/m);
    expect(await text('timeline', ...HERE)).toMatch(/^>/m);
  });

  it('context prints what the next session would be given, within its budget', async () => {
    const whole = await text('context', ...HERE);
    expect(whole).toMatch(/^<holdfast-memory project="shop-api">\n[^]*<\/holdfast-memory>\n$/);
    expect((await text('context', ...HERE, '--tokens', '150')).length).toBeLessThan(whole.length);
  });

  it('remember and forget', async () => {
    expect(await text('remember', 'Deploy', 'on', 'Mondays.', '--type', 'preference', '--title', 'Deploys', ...HERE)).toBe(
      'Remembered as #7.\n',
    );
    expect(await text('show', '7')).toMatch(/^#7 Deploys\npreference .*from the user[^]*Deploy on Mondays\.\n$/);
    expect(await text('forget', '7', '1')).toBe('Forgotten: #7, #1.\n');
    expect(await holdfast(box, ['show', '7'])).toMatchObject({ code: 1 });
    expect(await text('search', 'Mondays', '--all-projects')).toBe('Nothing found.\n');
  });

  it('remember keeps a memory for the project around the current folder', async () => {
    await text('remember', 'Deploy on Mondays.');
    expect(await text('search', 'deploy')).toContain('Deploy on Mondays.');
    expect(await text('search', 'deploy', ...HERE)).toBe('Nothing found.\n');
  });

  it('status counts, events tell a session word for word, doctor finds nothing wrong', async () => {
    expect(await text('status')).toMatch(/6 memories of 1 sessions in 1 projects; 21 events[^]* 6 shop-api/);
    const [{ session }] = JSON.parse(await text('search', ...HERE, '--json'));
    const events = await text('events', '--session', session);
    expect(events.split('\n')).toHaveLength(22);
    expect(events).toMatch(/ prompt +Users are logged out after one minute[^]* tool_call +Bash \(failed\)/);
    expect(await text('doctor')).toMatch(
      /^ok +folder .*\nok +database +Sound, schema \d+: 6 memories, 21 events\.\nok +spool .*\nok +log .*\n$/,
    );
  });
});

describe('for a script', () => {
  it('--json prints one JSON value, with the fields a script needs', async () => {
    const [hit] = JSON.parse(await text('search', 'logged', 'out', ...HERE, '--json'));
    expect(hit).toMatchObject({
      number: expect.any(Number),
      id: expect.any(String),
      type: expect.any(String),
      title: expect.any(String),
      project: expect.any(String),
      score: expect.any(Number),
      why: expect.any(String),
    });
    const [session] = JSON.parse(await text('search', '--sessions', 'logged', 'out', ...HERE, '--json'));
    expect(session).toMatchObject({
      session: hit.session,
      project: hit.project,
      agent: 'claude-code',
      startedAt: expect.any(Number),
      title: expect.any(String),
      memories: 6,
      best: expect.arrayContaining([hit.number]),
      score: expect.any(Number),
    });
    expect(JSON.parse(await text('show', String(hit.number), '--json'))).toMatchObject([{ id: hit.id, narrative: expect.any(String) }]);
    const [evidence] = JSON.parse(await text('evidence', String(hit.number), '--json'));
    expect(evidence).toMatchObject({ number: hit.number, id: hit.id, title: hit.title, total: expect.any(Number) });
    expect(evidence.events).toHaveLength(evidence.total);
    expect(evidence.events[0]).toMatchObject({ kind: expect.any(String), at: expect.any(Number), session: hit.session });
    expect(JSON.parse(await text('events', '--session', hit.session, '--json'))).toHaveLength(21);
    expect(JSON.parse(await text('timeline', '3', '--before=0', '--after=0', '--json'))).toMatchObject({
      anchor: 3,
      memories: [{ number: 3 }],
    });
    expect(JSON.parse(await text('remember', 'Deploy on Mondays.', '--json'))).toMatchObject({
      number: 7,
      narrative: 'Deploy on Mondays.',
    });
    expect(JSON.parse(await text('forget', '7', '--json'))).toEqual({ forgotten: [7] });
  });
});

it('demo goes the whole way and leaves nothing behind', async () => {
  const ran: Ran = await holdfast(box, ['demo'], { env: { HOLDFAST_HOME: undefined } });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(
    /1\. [^]*bugfix[^]*2\. [^]*3\. [^]*<holdfast-memory project="shop-api">[^]*<\/holdfast-memory>[^]*The user sees: Holdfast: \d+ memories[^]*No process is left/,
  );
  expect(readdirSync(box.env['TMPDIR']!)).toEqual([]);
  expect(readdirSync(box.home)).toEqual([]);
});

async function text(...args: readonly string[]): Promise<string> {
  const ran = await holdfast(box, args);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout;
}
