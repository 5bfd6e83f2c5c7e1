import { startFakeApi } from './fake-api.ts';
import { bash, call, say, tool } from './reply.ts';
import type { Script } from './script.ts';
import { startSession } from './session.ts';
import { untilRemembered } from './stored.ts';
import type { World } from './world.ts';

/** A session in which something named `topic` is repaired: a prompt, a new file, a check, a last word. */
export function workOn(topic: string, folder: string): Script {
  return {
    replies: [
      {
        text: `I will repair the ${topic} parser.`,
        tools: [tool('Write', { file_path: `${folder}/src/${topic}.ts`, content: `export const ${topic} = 1;\n` })],
      },
      call(bash(`cat src/${topic}.ts`)),
      say(`The ${topic} parser accepts empty input now; the cause was a missing check in src/${topic}.ts.`),
    ],
  };
}

/** What the user asks for in such a session. */
export function askFor(topic: string): string {
  return `Fix the ${topic} parser: it must accept empty input.`;
}

/** Has a session about `topic` in a folder, and ends it when it is remembered. Returns its id. */
export async function leaveMemory(world: World, topic: string, folder: string = world.project): Promise<string> {
  await using api = await startFakeApi(workOn(topic, folder));
  await using session = await startSession(world, api, { cwd: folder });
  await session.ask(askFor(topic));
  await untilRemembered(world, 'parser empty input', topic, folder);
  await session.close();
  return session.id;
}
