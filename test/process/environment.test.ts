import { expect, it } from 'vitest';
import { selectEnvironment } from '../../src/process/environment.ts';

it('hands down what programs need and what was named, and nothing that could be a secret', () => {
  const from = {
    PATH: '/bin',
    HOME: '/home/ada',
    ANTHROPIC_API_KEY: 'sk-secret',
    OPENAI_API_KEY: 'sk-other',
    AWS_SECRET_ACCESS_KEY: 'x',
    NODE_OPTIONS: '--inspect',
    LD_PRELOAD: '/tmp/x.so',
    CLAUDECODE: '1',
    HOLDFAST_HOME: '/home/ada/.holdfast',
  };
  expect(selectEnvironment(from, ['OPENAI_API_KEY', 'NOT_SET'])).toEqual({ PATH: '/bin', HOME: '/home/ada', OPENAI_API_KEY: 'sk-other' });
});
