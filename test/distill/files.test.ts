import { expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { extract } from '../../src/distill/extract.ts';

it('counts the files of a project that lies in a folder for scratch files itself', () => {
  const common = { agent: 'test', session: 's', prompt: 'p', at: 1 } as const;
  const write = (id: string, path: string): Event => ({
    ...common,
    id,
    kind: 'tool_call',
    call: { tool: 'Write', input: { file_path: path, content: 'x' }, output: 'ok', failed: false },
  });
  const events: Event[] = [
    { ...common, id: '1', kind: 'prompt', text: 'Write the greeting.' },
    write('2', '/tmp/demo/src/greet.js'),
    write('3', '/tmp/elsewhere.js'),
    { ...common, id: '4', kind: 'assistant_message', text: 'Created src/greet.js with a function that greets.' },
  ];
  const [draft] = extract({ session: 's', agent: 'test', prompt: 'p', events }, { root: '/tmp/demo' });
  expect(draft?.filesModified).toEqual(['src/greet.js']);
});
