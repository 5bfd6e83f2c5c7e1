import process from 'node:process';
import { launch } from '../launch.ts';

const args = process.argv.slice(2);

/** What `holdfast` starts. */
launch(
  async () => {
    const { runCli } = await import('./main.ts');
    process.exitCode = await runCli(args);
  },
  (sentence) => {
    if (args[0] === 'mcp') void import('../mcp/without-memory.ts').then(({ serveWithoutMemory }) => serveWithoutMemory(sentence));
    // A hook that fails would stop the agent, and what it prints would be read as its answer.
    else if (args[0] !== 'hook') {
      process.stderr.write(`${sentence}\n`);
      process.exitCode = 1;
    }
  },
);
