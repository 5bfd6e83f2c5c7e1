import { describe, expect, it } from 'vitest';
import { brief } from '../../../src/app/recall/brief.ts';
import { remember } from '../../../src/app/recall/remember.ts';
import { search } from '../../../src/app/recall/search.ts';
import { NOON } from '../../samples.ts';
import { filesWith, openBench } from '../bench.ts';

const SECRET = 'xyzzyplugh';

describe('remembering', () => {
  it('keeps the text, under its first line, for the project around the folder', async () => {
    const { ports } = await openBench();
    const memory = await remember(ports, '/work', { text: '  Always use tabs.\nNever spaces. ', type: 'preference', authority: 'user' });
    expect(memory).toMatchObject({
      title: 'Always use tabs.',
      narrative: 'Always use tabs.\nNever spaces.',
      type: 'preference',
      authority: 'user',
      distilledBy: 'user',
      createdAt: NOON,
    });
    const project = (await ports.store.knownProject({ aliases: ['folder:/work'] }))!;
    expect(memory.project).toBe(project.id);
    expect((await brief(ports, { project, session: 'session-1', tokens: 2000 }))!.text).toContain(
      'preference of the user: Always use tabs.',
    );
    expect(await search(ports, { text: 'spaces', limit: 5, offset: 0, order: 'relevance' })).toHaveLength(1);
  });

  it('cuts a long first line at a word, and never inside a character', async () => {
    const { ports } = await openBench();
    const titleOf = async (text: string): Promise<string> => (await remember(ports, '/work', { text, authority: 'assistant' })).title;
    expect(await titleOf(`${'word '.repeat(30)}`)).toBe(`${'word '.repeat(20).trimEnd()}...`);
    expect(await titleOf('x'.repeat(300))).toBe(`${'x'.repeat(100)}...`);
    expect(await titleOf(`x${'😀'.repeat(100)}`)).toBe(`x${'😀'.repeat(49)}...`);
  });

  it('takes the title and the project it is told', async () => {
    const { ports } = await openBench();
    const other = await ports.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
    const memory = await remember(ports, '/work', { text: 'Text', title: 'Title', authority: 'assistant' }, 'other');
    expect(memory).toMatchObject({ title: 'Title', project: other.id, type: 'discovery', authority: 'assistant' });
    expect(await ports.store.projects()).toHaveLength(1);
  });

  it('leaves out what is private', async () => {
    const bench = await openBench();
    const memory = await remember(bench.ports, '/work', {
      text: `Use <private>${SECRET}</private> here`,
      title: `<private>${SECRET}`,
      authority: 'user',
    });
    expect(memory).toMatchObject({ title: '[private]', narrative: 'Use [private] here' });
    expect(filesWith(bench.home, SECRET)).toEqual([]);
  });

  it.each(['', ' \n ', `<private>${SECRET}</private>`])('is refused where nothing is left to remember: %j', async (text) => {
    const { ports } = await openBench();
    await expect(remember(ports, '/work', { text, authority: 'user' })).rejects.toMatchObject({ code: 'usage' });
    expect(await ports.store.projects()).toEqual([]);
  });

  it('is refused for every project at once', async () => {
    const { ports } = await openBench();
    await expect(remember(ports, '/work', { text: 'Text', authority: 'user' }, '*')).rejects.toMatchObject({ code: 'usage' });
    await expect(remember(ports, '/work', { text: 'Text', authority: 'user' }, 'nowhere')).rejects.toMatchObject({ code: 'not_found' });
  });
});
