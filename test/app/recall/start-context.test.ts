import { expect, it } from 'vitest';
import { answerHook } from '../../../src/app/capture/answer-hook.ts';
import { formatUntil } from '../../../src/app/work/format-budget.ts';
import { NOON, sampleDraft, sampleEvent } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { recordCalls, sampleLimits } from '../record-calls.ts';
import { scriptedAgent } from '../scripted-agent.ts';
import { scriptModel } from '../scripted-model.ts';

const HOUR = 3_600_000;
const TROUBLE = `The model's budget is used up until ${formatUntil(NOON + HOUR, NOON)}; memories are made without it.`;

it("the user, not the model, is told at the start of a session that the model's budget is used up", async () => {
  const bench = await openBench();
  await recordCalls(bench.ports.store, {});
  const { notice, context } = await start(bench, true, 150);
  expect(notice).toBe(`Holdfast: nothing is known of work yet; this session is remembered. ${TROUBLE}`);
  expect(context).not.toContain('budget');
});

it('is told why a model is left alone', async () => {
  const bench = await openBench();
  const wrong = { ok: false, error: 'The key is wrong.', threshold: 1, pauseMs: HOUR, longestMs: HOUR } as const;
  await bench.ports.store.report(scriptModel().name, bench.now, wrong);
  expect((await start(bench, true, 500)).notice).toMatch(/ The model is left alone: The key is wrong; memories are made without it\.$/);
});

it('nothing is said of a budget that lasts, or where there is no model', async () => {
  const bench = await openBench();
  await recordCalls(bench.ports.store, {});
  const nothing = 'Holdfast: nothing is known of work yet; this session is remembered.';
  expect(await start(bench, true, 500)).toMatchObject({ notice: nothing });
  expect(await start(await openBench(), false, 1)).toMatchObject({ notice: nothing });
});

it('the user is told that there are memories where the model is told none', async () => {
  const bench = await openBench();
  await start(bench, false, 1);
  const { id: project } = (await bench.ports.store.knownProject(await bench.ports.locate('/work')))!;
  const session = { id: 'session-0', agent: 'test', project, cwd: '/work', startedAt: NOON, lastEventAt: NOON };
  const drafts = [sampleDraft({ authority: 'web' })];
  await bench.ports.store.saveDistilled({ session, turn: 'turn-0', fingerprint: '', drafts, distilledBy: 'test' });
  expect((await start(bench, false, 1, 'session-2')).notice).toBe('Holdfast: nothing recorded of work is told unasked; search finds it.');
});

async function start(
  bench: Bench,
  withModel: boolean,
  tokensPerHour: number,
  session = 'session-1',
): Promise<{ notice?: string; context?: string }> {
  const around = { ...bench.around, ...(withModel ? { model: scriptModel() } : {}), modelLimits: sampleLimits({ tokensPerHour }) };
  const call = { session, moment: 'prompt', events: [sampleEvent({ id: session, session })] };
  return JSON.parse(await answerHook(around, scriptedAgent, call, 2000));
}
