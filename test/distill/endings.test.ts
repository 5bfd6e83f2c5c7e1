import { describe, expect, it } from 'vitest';
import { calls, distill, edits, fails, prompt, reads, ROOT, runs, says, stored, work } from './story-of.ts';
import { summarise } from '../../src/distill/summarise.ts';

const REJECTED =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";
const STOP = `${REJECTED} STOP what you are doing and wait for the user to tell you how to proceed.`;
const MARK = says('[Request interrupted by user]');

describe('a turn that the user interrupted', () => {
  it.each([
    ['by a mark of the client where the assistant would speak', [MARK]],
    ['by a prompt of the client', [prompt('[Request interrupted by user]')]],
    ['in the middle of a command', [fails('npm test', '[Request interrupted by user for tool use]'), MARK]],
    ['in the middle of a command, without another mark', [fails('npm test', '[Request interrupted by user for tool use]')]],
  ])('is kept with what it changed, as unfinished: %s', (_, marks) => {
    const draft = work(prompt('let the kettle whistle'), edits('src/kettle.ts'), says('Let me run the tests.'), ...marks);
    expect(draft.title).toBe('Interrupted: Let the kettle whistle');
    expect(draft.content).toMatchObject({ outcome: 'abandoned', summary: { completed: '' } });
    expect(draft.narrative).toContain('Changed src/kettle.ts. The user interrupted it before it was finished.');
    expect(draft.filesModified).toEqual(['src/kettle.ts']);
  });

  it('is finished where it went on and came to an end', () => {
    const draft = work(
      prompt('let the kettle whistle'),
      fails('npm test', '[Request interrupted by user for tool use]'),
      prompt('no tests please'),
      edits('src/kettle.ts'),
      says('Added a whistle to the kettle of the kitchen.'),
    );
    expect(draft.title).toBe('Added a whistle to the kettle of the kitchen');
    expect(draft.content['outcome']).toBe('success');
  });

  it('is nothing where it had not begun', () => {
    expect(distill(prompt('let the kettle whistle'), MARK)).toEqual([]);
    expect(distill(prompt('let the kettle whistle'), says('Let me look.'), reads('a.ts'), MARK)).toEqual([]);
  });

  it('has a title that is whole beside its mark', () => {
    const draft = work(
      prompt('Let the kettle whistle as soon as the water in it is boiling, and then stop it.'),
      edits('src/kettle.ts'),
      MARK,
    );
    expect(draft.title).toBe('Interrupted: Let the kettle whistle as soon as the water in it is boiling');
  });
});

describe('a turn that ended as the user refused a step', () => {
  const plan = calls('ExitPlanMode', { plan: '# Plan: Whistle in two tones\n\n1. Add a tone' }, STOP, true);

  it.each([
    ['with a mark', [MARK]],
    ['without', []],
  ])('says so of a plan: %s', (_, marks) => {
    const draft = work(prompt('whistle twice'), says('Now I can write the plan.'), plan, ...marks);
    expect(draft.title).toBe('Refused: Whistle in two tones');
    expect(draft.content['outcome']).toBe('abandoned');
    expect(draft.narrative).toContain('The user refused the plan "Whistle in two tones", and it ended there.');
    expect(draft.confidence).toBeLessThan(0.5);
  });

  it('is kept with the edit that was not made, under what the agent was at', () => {
    const draft = work(
      prompt('do 2 and 3.'),
      calls('TodoWrite', {
        todos: [
          { content: 'Read the kettle', status: 'completed' },
          { content: 'Add a whistle to src/kettle.ts', status: 'in_progress' },
        ],
      }),
      calls('Edit', { file_path: `${ROOT}/src/kettle.ts` }, STOP, true),
      MARK,
    );
    expect(draft.title).toBe('Refused: Add a whistle to src/kettle.ts');
    expect(draft.facts).toContain('The user refused Edit src/kettle.ts');
    expect(draft.filesModified).toEqual([]);
  });

  it('goes on where the user said what to do instead', () => {
    const refused = calls('Edit', { file_path: `${ROOT}/src/kettle.ts` }, `${REJECTED} the user said:\nuse the lid instead`, true);
    const draft = work(prompt('let the kettle whistle'), refused, edits('src/lid.ts'), says('Added a whistle to the lid of the kettle.'));
    expect(draft.title).toBe('Added a whistle to the lid of the kettle');
    expect(draft.content['outcome']).toBe('success');
  });

  it('tells the last refusal of several', () => {
    const first = calls('Bash', { command: 'git clean -fdx' }, `${REJECTED} the user said:\nwhat are you doing?`, true);
    const last = calls('Bash', { command: 'git reset --hard' }, STOP, true);
    const draft = work(prompt('tidy up the kitchen'), edits('src/kettle.ts'), first, says('Let me reset it.'), last, MARK);
    expect(draft.narrative).toContain('The user refused Bash git reset --hard, and it ended there.');
  });

  it('is not the work of the permission system', () => {
    const denied = calls('Edit', { file_path: `${ROOT}/src/kettle.ts` }, 'Permission to use Edit has been denied.', true);
    expect(distill(prompt('do 2 and 3.'), denied)).toEqual([]);
  });

  it('leaves its session unfinished', () => {
    const memories = stored(distill(prompt('whistle twice'), runs('npm test'), says('Now I can write the plan.'), plan, MARK));
    expect(summarise(memories)?.content['outcome']).toBe('abandoned');
  });
});
