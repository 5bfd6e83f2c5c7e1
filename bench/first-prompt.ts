import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig, wire } from '../src/wire.ts';
import { quantiles } from './quantiles.ts';
import { startSessionProcess } from './session-process.ts';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const MEMORIES = 10_000;
const SESSIONS = 25;

/** Start-up of the session process and the context of a new session at 10,000 memories in its project. */
export async function runFirstPrompt(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  try {
    await fill(home);
    const ready: number[] = [];
    const context: number[] = [];
    const ended: number[] = [];
    for (let n = 0; n < SESSIONS; n += 1) {
      const session = await startSessionProcess(home);
      ready.push(session.readyMs);
      context.push(
        (
          await session.hook({
            hook_event_name: 'UserPromptSubmit',
            session_id: `new-${n}`,
            cwd: home,
            prompt_id: `p-${n}`,
            prompt: 'Go on.',
          })
        ).ms,
      );
      const begin = performance.now();
      await session[Symbol.asyncDispose]();
      ended.push(performance.now() - begin);
    }
    console.log('| what | n | ms p50 | p95 | max |\n|---|---|---|---|---|');
    for (const [name, times] of [
      ['start to first answer', ready],
      [`context of a new session, ${MEMORIES} memories`, context],
      ['end of stdin to process gone', ended],
    ] as const) {
      const { p50, p95, max } = quantiles(times);
      console.log(`| ${name} | ${times.length} | ${p50} | ${p95} | ${max} |`);
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function fill(home: string): Promise<void> {
  await using ports = await wire(readConfig({ HOLDFAST_HOME: join(home, 'memory'), HOME: home }));
  const project = await ports.store.project(await ports.locate(home), Date.now());
  for (let n = 0; n < MEMORIES; n += 1) {
    const session = {
      id: `old-${Math.floor(n / 20)}`,
      agent: 'claude-code',
      project: project.id,
      cwd: home,
      startedAt: n * 1000,
      lastEventAt: n * 1000,
    };
    await ports.store.saveDistilled({
      session,
      turn: `t-${n}`,
      fingerprint: String(n),
      distilledBy: 'bench',
      drafts: [
        {
          slot: 'work',
          type: 'change',
          title: `Changed the parser of part ${n} to accept comments`,
          subtitle: '',
          narrative: `Part ${n} was changed. The tests pass.`,
          facts: [`npm test: ${n} passed`],
          concepts: [],
          filesRead: [],
          filesModified: [`src/part-${n}.ts`],
          content: {},
          authority: 'assistant',
          confidence: 0.8,
          evidence: [],
          at: n * 1000,
        },
      ],
    });
  }
}
