import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { answerHook } from '../../src/app/capture/answer-hook.ts';
import { drain } from '../../src/app/work/drain.ts';
import { runAll } from '../app/bench.ts';
import { anyHook, ofNewSession, type Payload } from './any-hook.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from './campaign.ts';
import { cpuMs } from './cpu-ms.ts';
import { expectAnswer } from './expect-answer.ts';
import { expectBounded } from './expect-bounded.ts';
import { type FuzzedMemory, openMemory } from './open-memory.ts';

const NOW = 1_800_000_000_000;
const DEADLINE_MS = 1000;
const hooks = fc.array(anyHook, { minLength: 1, maxLength: 5 });

describe(`any hooks, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('are read without an error, within bounds', () => {
    fc.assert(
      fc.property(anyHook, (fields) => {
        const call = claudeCode.readHook(fields, NOW);
        for (const event of call?.events ?? []) {
          expectBounded(event);
          expect([event.session, event.at]).toEqual([call?.session, NOW]);
        }
      }),
      campaign(400),
    );
  });

  it.each([
    ['the session process', ({ session }: FuzzedMemory, fields: Payload) => session.hook(fields)],
    [
      'a process of their own',
      async ({ around }: FuzzedMemory, fields: Payload) => (await answerHook(around, claudeCode, fields, 2000)) || '{}',
    ],
  ])('are answered by %s in time, with what is stored behind the answer, and the next one is as well', async (_, answer) => {
    const memory = await openMemory();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        hooks,
        inTime(async (given) => {
          run += 1;
          for (const fields of ofNewSession(given, `r${run}-`)) {
            const began = cpuMs();
            expectAnswer(await answer(memory, fields), fields['hook_event_name']);
            expect(cpuMs() - began).toBeLessThan(DEADLINE_MS);
            expect(await lost(memory, fields)).toEqual([]);
          }
          const honest = honestPrompt(memory, run);
          expectAnswer(await answer(memory, honest), 'UserPromptSubmit');
          expect(await memory.ports.store.stubs(`honest-${run}`)).toMatchObject([{ kind: 'prompt' }]);
          expect(memory.log()).toBe('');
        }),
      ),
      campaign(60),
    );
    await memory.session.finish(5000);
    await runAll(drain(memory.ports, { eager: true }));
    expect((await memory.ports.store.stats()).jobs).toMatchObject({ leased: 0, dead: 0 });
    expect(await memory.ports.store.check()).toEqual([]);
    expect(memory.log()).toBe('');
  });
});

function honestPrompt({ project }: FuzzedMemory, run: number): Payload {
  return {
    hook_event_name: 'UserPromptSubmit',
    session_id: `honest-${run}`,
    cwd: project,
    prompt_id: `p${run}`,
    prompt: 'Why does the login loop?',
  };
}

// What the hook told of and the store has not, but for what the user wants left out.
async function lost({ around, ports }: FuzzedMemory, fields: Payload): Promise<readonly string[]> {
  const call = claudeCode.readHook(fields, NOW);
  if (call === undefined || call.turns !== undefined) return [];
  const rules = await around.exclusions.rulesAt(await around.locate(call.cwd));
  const wasOff = around.switches.offTimes(call.session).length > 0;
  if (rules.project !== undefined) return [];
  const wanted = call.events.filter(({ kind }) => !(kind === 'compaction' && wasOff)).map(({ id }) => id);
  const stored = new Set((await ports.store.events(wanted)).map(({ id }) => id));
  return wanted.filter((id) => !stored.has(id));
}
