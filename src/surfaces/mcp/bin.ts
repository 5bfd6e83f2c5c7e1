import { setFlagsFromString } from 'node:v8';
import { launch } from '../launch.ts';

// A process that mostly waits gains nothing from V8's optimising compilers, and they cost some 15 MB of code and feedback;
// hooks are as fast without (npm run bench -- footprint). Set here, not as arguments of node: an old Node would refuse to
// start over a flag that it does not know.
// Nor does it gain from a larger nursery, which it would fill with what is soon forgotten, and from a heap that grows by more than a
// fifth before it is looked through: some 30 MB each.
const FLAGS = ['--no-opt', '--no-maglev', '--semi-space-growth-factor=1', '--heap-growing-percent=20'];
for (const flag of FLAGS) setFlagsFromString(flag);

/** What the plugin starts: the session process, or where Node is too old one that says so. */
launch(
  async () => (await import('./serve.ts')).serveMcp('claude-code'),
  (sentence) => void import('./without-memory.ts').then(({ serveWithoutMemory }) => serveWithoutMemory(sentence)),
  // The second reads on while the first waits for a slow disk.
  2,
);
