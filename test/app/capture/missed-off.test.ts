import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { serveSessions } from '../../../src/app/capture/live-session.ts';
import { reconcile, type ReconcileOptions } from '../../../src/app/capture/reconcile.ts';
import { createIdle } from '../../../src/app/work/idle.ts';
import { assistant, transcriptOf, user } from '../../agents/claude-code/lines.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';

const CANARY = 'xyzzyplugh';
const OFF = user('/holdfast:off');

describe('a command that turns the memory off, of which no hook told', () => {
  it('counts from its time in the transcript, until the user wants the memory on', async () => {
    const bench = await openBench();
    await read(bench, [user('Here.'), OFF, assistant(CANARY), user('/holdfast:on'), assistant('On.'), OFF, user(CANARY)]);
    const ids = (await bench.ports.store.stubs('s1')).map(({ id }) => id);
    expect((await bench.ports.store.events(ids)).map(({ text }) => text)).toEqual(['Here.', '/holdfast:on', 'On.']);
    expect(bench.ports.switches.offTimes('s1')).toMatchObject([{ to: 1_003_000 }, { from: 1_005_000, to: Infinity }]);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });

  it('is obeyed by the next hook', async () => {
    const bench = await openBench();
    await read(bench, [user('Here.'), OFF]);
    const session = serveSessions(bench.around, claudeCode, createIdle(bench.around.log), 2000);
    const prompt = { hook_event_name: 'UserPromptSubmit', session_id: 's1', cwd: '/work', prompt: CANARY };
    expect(await session.hook(prompt)).toContain('off for this session');
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });

  it('changes nothing of what was turned off and on later', async () => {
    const bench = await openBench();
    bench.ports.switches.turnOff({ session: 's1', from: 1_100_000 });
    await read(bench, [user('Here.'), OFF, user(CANARY)], { isExplicit: true });
    bench.ports.switches.turnOn({ session: 's1', at: 1_200_000 });
    expect(bench.ports.switches.offTimes('s1')).toMatchObject([
      { from: 1_001_000, to: 1_100_000 },
      { from: 1_100_000, to: 1_200_000 },
    ]);
  });

  it('turns nothing off in an archive that is another’s', async () => {
    const bench = await openBench();
    await read(bench, [user('Here.'), OFF], { owner: 'other', isExplicit: true });
    expect(bench.ports.switches.offTimes('s1')).toEqual([]);
  });
});

async function read(bench: Bench, lines: readonly Record<string, unknown>[], options?: ReconcileOptions): Promise<void> {
  const path = bench.writeAnew(`${transcriptOf(...lines).join('\n')}\n`, 's1.jsonl');
  await runAll(reconcile(bench.ports, claudeCode, path, options));
}
