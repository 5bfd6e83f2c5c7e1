import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { anyHook, ofNewSession } from '../../fuzz/any-hook.ts';
import { anyDamage, damage } from '../../fuzz/any-bytes.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from '../../fuzz/campaign.ts';
import { expectAnswer } from '../../fuzz/expect-answer.ts';
import { hook, PROMPT, promptPayload } from '../hook/payload.ts';
import { holdfast } from '../run.ts';
import { createSandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';

// A second, and what a loaded machine takes to start a process.
const DEADLINE_MS = 1000 + 2500;

it(
  `holdfast hook, sent anything from seed ${SEED}, exits 0 in time, says nothing but an answer, and works the next time`,
  { timeout: PATIENCE_MS },
  async () => {
    const box = createSandbox();
    let run = 0;
    const anyInput = fc.tuple(anyHook, fc.array(anyDamage, { maxLength: 2 }));
    await fc.assert(
      fc.asyncProperty(
        anyInput,
        inTime(async ([hooked, damages]) => {
          run += 1;
          const [fields] = ofNewSession([{ ...hooked, cwd: box.project }], `r${run}-`);
          const ran = await holdfast(box, ['hook', 'claude-code'], { stdin: damage(Buffer.from(JSON.stringify(fields)), damages) });
          expect([ran.code, ran.stderr, ran.ms < DEADLINE_MS]).toEqual([0, '', true]);
          if (ran.stdout !== '') expectAnswer(ran.stdout, JSON.parse(ran.stdout).hookSpecificOutput?.hookEventName);
          const told = damages.length > 0 ? undefined : claudeCode.readHook(fields!, 0);
          const stored = told === undefined ? [] : (await storedEvents(box.memory, told.session)).map(({ id }) => id);
          expect(stored).toEqual(expect.arrayContaining(told?.events.map(({ id }) => id) ?? []));
          const session = `honest-${run}`;
          expect(await hook(box, promptPayload(box, { session_id: session }))).toMatchObject({ code: 0, stderr: '' });
          expect(await storedEvents(box.memory, session)).toMatchObject([{ kind: 'prompt', text: PROMPT }]);
        }),
      ),
      campaign(15),
    );
  },
);
