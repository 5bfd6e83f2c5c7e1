import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { type LiveSession, serveSessions } from '../../../src/app/capture/live-session.ts';
import { reconcile } from '../../../src/app/capture/reconcile.ts';
import { createIdle } from '../../../src/app/work/idle.ts';
import { assistant, result, transcriptOf, use, user } from '../../agents/claude-code/lines.ts';
import { tempFolder } from '../../temp-folder.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';

const CANARY = 'xyzzyplugh';

describe('an excluded file in a folder that the agent went to', () => {
  it.each<[string, string, string]>([
    ['a path', '.holdfastignore', '/infra/prod.yml'],
    ['a file of that folder', 'infra/.holdfastignore', 'prod.yml'],
  ])('is kept neither by a hook nor from the transcript where it is named by %s', async (_, ignoreFile, pattern) => {
    const { bench, session, repository, infra } = await openRepository(ignoreFile, pattern);
    const transcript = bench.writeAnew(
      `${transcriptOf(
        user('Go.', { cwd: repository, promptId: 'p' }),
        assistant([use('t1', 'Bash', { command: 'cd infra' })], { cwd: repository, promptId: 'p' }),
        user([result('t1', 'went')], { cwd: infra, promptId: 'p' }),
        assistant([use('t2', 'Bash', { command: 'cat prod.yml' })], { cwd: infra, promptId: 'p' }),
        user([result('t2', CANARY)], { cwd: infra, promptId: 'p' }),
      ).join('\n')}\n`,
      's1.jsonl',
    );
    await session.hook(batch(infra, transcript, ['t1', 'cd infra', 'went'], ['t2', 'cat prod.yml', CANARY]));
    await session.hook({ hook_event_name: 'Stop', session_id: 's1', cwd: infra, prompt_id: 'p', transcript_path: transcript });
    await session.finish(1000);
    await runAll(reconcile(bench.ports, claudeCode, transcript));
    expect(await outputsOf(bench)).toEqual(['went']);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });

  it.each([
    ['one call goes there and reads it', 'repository', 'infra', 'cd infra && cat prod.yml'],
    ['one call reads it and leaves', 'infra', 'repository', 'cat prod.yml; cd ..'],
    ['it is named from elsewhere', 'elsewhere', 'elsewhere', 'cat ../../repository/infra/prod.yml'],
  ] as const)('is not kept from a transcript where %s', async (_, from, to, command) => {
    const folders = await openRepository('.holdfastignore', '/infra/prod.yml');
    const path = folders.bench.writeAnew(
      `${transcriptOf(
        user('Go.', { cwd: folders.repository }),
        assistant([use('t1', 'Bash', { command })], { cwd: folders[from] }),
        user([result('t1', CANARY)], { cwd: folders[to] }),
      ).join('\n')}\n`,
      's1.jsonl',
    );
    await runAll(reconcile(folders.bench.ports, claudeCode, path));
    expect(await outputsOf(folders.bench)).toEqual([]);
    expect(filesWith(folders.bench.home, CANARY)).toEqual([]);
  });

  it('is not kept by a hook where a call reads it and leaves, or names it from another project', async () => {
    const { bench, session, repository, infra, elsewhere } = await openRepository('.holdfastignore', '/infra/prod.yml');
    await session.hook({ hook_event_name: 'UserPromptSubmit', session_id: 's1', cwd: repository, prompt_id: 'p', prompt: 'Go.' });
    await session.hook(batch(infra, '', ['t1', 'cd infra', 'went']));
    await session.hook(batch(repository, '', ['t2', 'cat prod.yml; cd ..', CANARY]));
    await session.hook(batch(elsewhere, '', ['t3', 'cd ../elsewhere', 'there']));
    await session.hook(batch(elsewhere, '', ['t4', 'cat ../../repository/infra/prod.yml', CANARY]));
    await session.finish(1000);
    expect(await outputsOf(bench)).toEqual(['went', 'there']);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });

  it('is not kept where a transcript is read while its call waits for the result, and no folder of a call is stored', async () => {
    const { bench, repository, infra } = await openRepository('infra/.holdfastignore', 'prod.yml');
    const lines = transcriptOf(
      user('Go.', { cwd: repository }),
      assistant([use('t1', 'Bash', { command: `cat prod.yml # ${CANARY}` }), use('t2', 'Bash', { command: 'ls' })], { cwd: infra }),
      user([result('t1', CANARY)], { cwd: infra }),
      user([result('t2', 'prod.yml.sample')], { cwd: infra }),
    );
    for (const at of lines.keys()) {
      const path = bench.writeAnew(`${lines.slice(0, at + 1).join('\n')}\n`, 's1.jsonl');
      await runAll(reconcile(bench.ports, claudeCode, path));
      expect(filesWith(bench.home, CANARY)).toEqual([]);
    }
    expect(await outputsOf(bench)).toEqual(['prod.yml.sample']);
    expect(Object.keys((await eventsOf(bench)).at(-1)!)).not.toContain('folders');
  });
});

describe('a project that its own .holdfastignore excludes', () => {
  it('is told of once, to the user alone', async () => {
    const { session, repository } = await openRepository('.holdfastignore', '*');
    const prompt = { hook_event_name: 'UserPromptSubmit', session_id: 's1', cwd: repository, prompt: CANARY, prompt_id: 'p' };
    expect(JSON.parse(await session.hook(prompt))).toEqual({
      systemMessage: 'Holdfast is off here: this project is not remembered, though no setting of yours names it (.holdfastignore).',
    });
    expect(await session.hook(prompt)).toBe('{}');
    expect(await session.hook({ ...prompt, session_id: 's2' })).toContain('not remembered');
  });

  it('is told of in one line, whatever its folder is called', async () => {
    const odd = `a\nb\u001b[31m${`/${'x'.repeat(200)}`.repeat(3)}`;
    const { session, repository } = await openRepository(`${odd}/.holdfastignore`, '*');
    const cwd = join(repository, odd, 'deep');
    mkdirSync(cwd);
    const answer = await session.hook({ hook_event_name: 'UserPromptSubmit', session_id: 's1', cwd, prompt: CANARY, prompt_id: 'p' });
    const { systemMessage } = JSON.parse(answer) as { systemMessage: string };
    expect(systemMessage).toContain('not remembered');
    expect(systemMessage).not.toMatch(/\p{C}/u);
    expect(systemMessage.length).toBeLessThan(400);
  });
});

interface Repository {
  readonly bench: Bench;
  readonly session: LiveSession;
  readonly repository: string;
  readonly infra: string;
  readonly elsewhere: string;
}

async function openRepository(ignoreFile: string, pattern: string): Promise<Repository> {
  const folder = tempFolder();
  const repository = join(folder, 'repository');
  const elsewhere = join(folder, 'elsewhere/deep');
  const infra = join(repository, 'infra');
  for (const path of [elsewhere, infra, dirname(join(repository, ignoreFile))]) mkdirSync(path, { recursive: true });
  writeFileSync(join(repository, ignoreFile), pattern);
  const bench = await openBench();
  return { bench, session: serveSessions(bench.around, claudeCode, createIdle(bench.around.log), 2000), repository, infra, elsewhere };
}

function batch(cwd: string, transcript_path: string, ...calls: readonly (readonly [string, string, string])[]): Record<string, unknown> {
  const tool_calls = calls.map(([tool_use_id, command, tool_response]) => ({
    tool_name: 'Bash',
    tool_use_id,
    tool_input: { command },
    tool_response,
  }));
  return {
    hook_event_name: 'PostToolBatch',
    session_id: 's1',
    cwd,
    prompt_id: 'p',
    transcript_path,
    tool_calls: JSON.stringify(tool_calls),
  };
}

async function eventsOf({ ports }: Bench): ReturnType<Bench['ports']['store']['events']> {
  return ports.store.events((await ports.store.stubs('s1')).map(({ id }) => id));
}

async function outputsOf(bench: Bench): Promise<string[]> {
  return (await eventsOf(bench)).flatMap(({ call }) => call?.output ?? []);
}
