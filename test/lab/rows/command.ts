import { setTimeout } from 'node:timers/promises';
import { waitFor } from '../../client/wait-for.ts';
import { type Actor, type Ended, startActor } from '../actor.ts';
import { look } from '../look.ts';
import { setUpModel } from '../model.ts';
import type { Scene } from '../scene.ts';
import type { Aftermath } from '../verify.ts';
import { writeTranscripts } from './transcripts.ts';

const STOPPED_MS = 200;
const STARTING_MS = 50;
const DEADLINE_MS = 20_000;
const MANY = 12;

/** Commands that a user started are hit: an import at work; else a drain, idle while it waits for the model. */
export async function hitCommands(scene: Scene): Promise<Aftermath> {
  return scene.cell.state === 'working' ? hitImports(scene) : hitDrains(scene);
}

// The same import once more completes what was begun.
async function hitImports(scene: Scene): Promise<Aftermath> {
  const { folder, events } = writeTranscripts(scene, MANY);
  const command = [...scene.build.holdfast, 'import', folder];
  const imports = startAll(scene, command);
  await waitFor('the first events', () => look(scene, 'select 1 from event limit 1').length || undefined);
  return { ...(await hitAll(scene, imports)), events, resume };

  async function resume(): Promise<readonly string[]> {
    const again = startActor(scene, command);
    const { code, signal } = await again.awaitEnd();
    return code === 0 ? [] : [`the next import ended with ${code ?? signal}: ${again.stderr.join(' | ')}`];
  }
}

async function hitDrains(scene: Scene): Promise<Aftermath> {
  const { state, failure } = scene.cell;
  const { folder, events } = writeTranscripts(scene, 1);
  const model = setUpModel(scene, { cap: 1, deadlineMs: DEADLINE_MS });
  scene.model = model;
  await startActor(scene, [...scene.build.holdfast, 'import', folder]).awaitEnd();
  // One that is to be met while it ends has something to end that takes its time.
  model.behave('idle', failure === 'hang' || state === 'ending');
  const drains = startAll(scene, [...scene.build.holdfast, 'drain']);
  if (state === 'starting') await setTimeout(STARTING_MS);
  else await waitFor('the model child', () => model.notes().some(({ what }) => what === 'in') || undefined);
  if (state === 'ending') for (const drain of drains) drain.signal('SIGINT');
  return { ...(await hitAll(scene, drains)), events };
}

function startAll(scene: Scene, command: readonly string[]): readonly Actor[] {
  return Array.from({ length: scene.count }, () => startActor(scene, command));
}

async function hitAll(scene: Scene, commands: readonly Actor[]): Promise<Aftermath> {
  const faults = await Promise.all(commands.map((command, index) => hit(scene, command, index)));
  return { endedAt: performance.now(), faults: faults.flat() };
}

async function hit({ cell }: Scene, command: Actor, index: number): Promise<readonly string[]> {
  const strike = { 'polite signal': index % 2 === 0 ? 'SIGINT' : 'SIGTERM', SIGKILL: 'SIGKILL', hang: 'SIGHUP' }[
    cell.failure
  ] as NodeJS.Signals;
  if (cell.failure === 'hang') await stopUntilHangup(command);
  else command.signal(strike);
  const ended = await command.awaitEnd();
  const expected = cell.state === 'ending' ? ['SIGINT', strike] : [strike];
  return isTrue(ended, expected, cell.state !== 'idle' || cell.race === 'at once')
    ? []
    : [`${expected.join(' or ')} had to end it, and it ended with ${ended.code ?? ended.signal}: ${command.stderr.join(' | ')}`];
}

// A command that was stopped (Ctrl-Z) ends with its terminal; this is what the kernel then sends.
async function stopUntilHangup(command: Actor): Promise<void> {
  command.signal('SIGSTOP');
  await setTimeout(STOPPED_MS);
  command.signal('SIGHUP');
  command.signal('SIGCONT');
}

// Who may have been done before it was hit ended well, as those do that find the one model child busy; who waits for it was not.
function isTrue({ code, signal }: Ended, expected: readonly string[], mayBeDone: boolean): boolean {
  return (mayBeDone && code === 0) || (signal !== null && expected.includes(signal));
}
