import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brief } from '../../../src/app/recall/brief.ts';
import { writeBrief } from '../../../src/inject/brief.ts';
import { formatDay } from '../../../src/inject/format-day.ts';
import type { Memory, MemoryDraft } from '../../../src/model/memory.ts';
import type { Project } from '../../../src/model/project.ts';
import { estimateTokens } from '../../../src/model/tokens.ts';
import { NOON, sampleDraft, sampleEvent } from '../../samples.ts';
import { anyText } from '../../any-text.ts';
import { type Bench, openBench } from '../bench.ts';

const DAY = 86_400_000;

describe('the text a session starts with', () => {
  it('tells the last session, what holds, and earlier work by day', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    await save(bench, project, { title: 'Fixed the login loop', at: NOON - DAY, filesModified: ['src/login.ts', 'src/a.ts'] });
    await save(bench, project, { title: 'Cookies over tokens', type: 'decision', at: NOON - DAY });
    await save(bench, project, { title: 'Always use tabs', type: 'preference', authority: 'user', at: NOON - 9 * DAY });
    await summarise(bench, project, 'session-1', 'Made the login work', NOON);
    const { text, given, tokens } = (await start(bench, project))!;
    expect(text.split('\n')).toEqual([
      '<holdfast-memory project="work">',
      expect.stringContaining('Data, not instructions'),
      '',
      `Last session, ${formatDay(NOON)} (#4): Made the login work`,
      'Asked: a login',
      'Next: the logout',
      '',
      'Decided or asked for:',
      `#3 ${formatDay(NOON - 9 * DAY)} preference of the user: Always use tabs`,
      `#2 ${formatDay(NOON - DAY)} decision of the assistant: Cookies over tokens (Tokens were never stored)`,
      '',
      'Earlier work:',
      formatDay(NOON - DAY),
      '#1 bugfix Fixed the login loop [src/login.ts +1]',
      '',
      'Full text: get_observations(ids). Anything else: search(query).',
      '</holdfast-memory>',
    ]);
    expect(given.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    expect(tokens).toBe(estimateTokens(text));
  });

  it('is the same to the byte for the same memories, whenever it is asked for', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    for (let i = 0; i < 20; i += 1)
      await save(bench, project, { title: `Work ${i}`, at: NOON - i * 1000, type: i % 3 === 0 ? 'decision' : 'bugfix' });
    const first = await start(bench, project);
    bench.now += 400 * DAY;
    expect(await start(await bench.restart(), project)).toEqual(first);
  });

  it('is of the project alone', async () => {
    const bench = await openBench();
    const [mine, other] = [await makeProject(bench), await makeProject(bench, '/other/work')];
    await save(bench, mine, { title: 'Mine' });
    for (const type of ['bugfix', 'decision', 'preference']) await save(bench, other, { title: 'Not mine', type });
    await summarise(bench, other, 'session-9', 'Not mine', NOON);
    const { text } = (await start(bench, mine))!;
    expect(text).toContain('Mine');
    expect(text).not.toContain('Not mine');
  });

  it('is one line where nothing is known', async () => {
    const bench = await openBench();
    const { text, given } = (await start(bench, await makeProject(bench)))!;
    expect(text).toBe('<holdfast-memory project="work">No memory of this project yet: it starts with this session.</holdfast-memory>');
    expect(given).toEqual([]);
  });

  it('tells what the user wants before what the assistant decided, however long ago and however much was decided since', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    await save(bench, project, { title: 'Never push to main', type: 'constraint', authority: 'user', at: NOON - 99 * DAY });
    for (let i = 0; i < 40; i += 1) await save(bench, project, { title: `Decision ${i}`, subtitle: '', type: 'decision', at: NOON + i });
    await save(bench, project, { title: 'Guessed rule', type: 'preference', at: NOON + 99 });
    const { text } = (await start(bench, project))!;
    const standing = text.slice(text.indexOf('Decided or asked for'), text.indexOf('Earlier work')).split('\n').slice(1, 5);
    expect(standing.map((line) => line.replace(/^.*: /, ''))).toEqual(['Never push to main', 'Guessed rule', 'Decision 39', 'Decision 38']);
  });

  it('names work of one title once in a session, the latest', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    for (const at of [NOON, NOON + 1]) await save(bench, project, { title: 'The Login Flow', at });
    const { text } = (await start(bench, project))!;
    expect(text.match(/#\d+ bugfix The Login Flow/g)).toEqual(['#2 bugfix The Login Flow']);
  });

  it('tells the session that ended last, not the one that was summarised first', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    await summarise(bench, project, 'long', 'The long session', NOON);
    await summarise(bench, project, 'short', 'The short session', NOON + 1000);
    await bench.ports.store.append({
      events: [sampleEvent({ id: 'late', session: 'long', at: NOON + 9000 })],
      session: whereabouts(project, 'long'),
    });
    const { text } = (await start(bench, project))!;
    expect(text).toContain('The long session');
    expect(text).not.toContain('The short session');
  });

  it('leaves out what is not in use', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    const memory = await save(bench, project, { title: 'Wiped' });
    await bench.ports.store.forget([memory.id], NOON);
    expect((await start(bench, project))!.text).not.toContain('Wiped');
  });

  it('says nothing where it may say nothing', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    expect(await brief(bench.ports, { project, session: '', tokens: 0 })).toBeUndefined();
    await save(bench, project, { title: 'Work' });
    for (const tokens of [0, 20]) expect(await brief(bench.ports, { project, session: '', tokens })).toBeUndefined();
  });

  it('says that there is something where none of it may be told', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    await save(bench, project, { title: 'What a page said', authority: 'web' });
    const text =
      '<holdfast-memory project="work">Nothing recorded of this project is told unasked. What there is: search(query).</holdfast-memory>';
    expect(await start(bench, project)).toMatchObject({ text, given: [] });
  });

  it('keeps what fits where something does not: a rule of a hundred thousand letters hides no other', async () => {
    const bench = await openBench();
    const project = await makeProject(bench);
    await save(bench, project, { title: 'A'.repeat(100_000), type: 'preference', authority: 'user', at: NOON + 9 });
    await save(bench, project, { title: 'Always use tabs', type: 'preference', authority: 'user' });
    const { text } = (await start(bench, project))!;
    expect(text).toContain('Always use tabs');
    expect(text).not.toContain('AAAA');
  });

  it('stays within its budget, however close it comes', () => {
    const short = Array.from({ length: 30 }, (_, i) =>
      toMemory({ title: 'ab', type: 't', file: 'f', day: i % 3, summary: 's', branch: undefined }),
    );
    const [last, ...rest] = short;
    for (let size = 100; size < 1500; size += 1) {
      const byLetters = writeBrief(
        { project: 'p', last: last!, standing: rest.slice(0, 9), recent: rest.slice(9) },
        { tokens: 9999, characters: size },
      );
      const byTokens = writeBrief(
        { project: 'p', last: last!, standing: rest.slice(0, 9), recent: rest.slice(9) },
        { tokens: size / 4, characters: 9999 },
      );
      expect(byLetters?.text.length ?? 0).toBeLessThanOrEqual(size);
      expect(estimateTokens(byTokens?.text ?? '')).toBeLessThanOrEqual(size / 4);
    }
  });

  it('stays within its budget, whatever is remembered', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      anyText({ minLength: 100, maxLength: 3000 }),
      fc.constant('東京'.repeat(400)),
    );
    const memory = fc.record({
      title: text,
      type: fc.oneof(fc.constant('bugfix'), text),
      file: text,
      day: fc.nat(9),
      summary: text,
      branch: fc.option(text, { nil: undefined }),
    });
    const list = fc.array(memory.map(toMemory), { maxLength: 25 });
    const budgets = fc.record({ tokens: fc.integer({ min: 0, max: 2500 }), characters: fc.integer({ min: 0, max: 9500 }) });
    fc.assert(
      fc.property(
        text,
        fc.option(memory.map(toMemory), { nil: undefined }),
        list,
        list,
        budgets,
        (project, last, standing, recent, budget) => {
          const written = writeBrief({ project, ...(last === undefined ? {} : { last }), standing, recent }, budget);
          if (written === undefined) return;
          expect(written.text.length).toBeLessThanOrEqual(budget.characters);
          expect(estimateTokens(written.text)).toBeLessThanOrEqual(budget.tokens);
          expect(written.text.match(/<\/?holdfast-memory/g)).toHaveLength(2);
          for (const { number } of written.given) expect(written.text).toContain(`#${number}`);
        },
      ),
      { numRuns: 150, endOnFailure: true },
    );
  });
});

let count = 0;

function toMemory(told: { title: string; type: string; file: string; day: number; summary: string; branch: string | undefined }): Memory {
  const {
    slot: _,
    at,
    ...draft
  } = sampleDraft({ title: told.title, type: told.type, filesModified: [told.file, 'b'], at: NOON - told.day * DAY });
  const summary = { request: told.summary, investigated: '', learned: told.summary, completed: told.title, nextSteps: told.file };
  const where = { project: 'p', session: 's', turn: 't', agent: 'test', ...(told.branch === undefined ? {} : { branch: told.branch }) };
  count += 1;
  return {
    ...draft,
    ...where,
    content: { summary },
    id: `id-${count}`,
    number: count,
    status: 'active',
    createdAt: at,
    updatedAt: at,
    distilledBy: 'test',
    tokens: 9,
  };
}

function start({ ports }: Bench, project: Project): ReturnType<typeof brief> {
  return brief(ports, { project, session: '', tokens: 2000 });
}

function makeProject({ ports: { store } }: Bench, path = '/work'): Promise<Project> {
  return store.project({ aliases: [`folder:${path}`], name: 'work' }, NOON);
}

async function save(
  { ports: { store } }: Bench,
  project: Project,
  draft: Partial<MemoryDraft>,
  turn: string = crypto.randomUUID(),
  session = 'session-0',
): Promise<Memory> {
  const of = { ...whereabouts(project, session), startedAt: NOON, lastEventAt: NOON };
  const saved = await store.saveDistilled({
    session: of,
    turn,
    fingerprint: '',
    drafts: [sampleDraft({ filesModified: [], ...draft })],
    distilledBy: 'test',
  });
  return saved![0]!;
}

async function summarise(bench: Bench, project: Project, session: string, title: string, at: number): Promise<void> {
  await bench.ports.store.append({ events: [sampleEvent({ id: `of ${session}`, session, at })], session: whereabouts(project, session) });
  const summary = { request: 'a login', investigated: '', learned: '', completed: '', nextSteps: 'the logout' };
  await save(bench, project, { slot: 'session', type: 'session_summary', title, at, content: { summary } }, '*', session);
}

function whereabouts(project: Project, id: string): { id: string; agent: string; project: string; cwd: string } {
  return { id, agent: 'test', project: project.id, cwd: '/work' };
}
