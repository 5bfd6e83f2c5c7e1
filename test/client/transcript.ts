import { glob, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { World } from './world.ts';

/** A line of the client's own record of a session, as far as the tests look at it. */
export interface TranscriptLine {
  readonly type: string;
  readonly promptId?: string;
  readonly message?: { readonly content: string | readonly { readonly type: string; readonly id?: string }[] };
}

/** The client's own record of a session, as far as it is written; empty before the first line. */
export async function readTranscript(world: World, session: string): Promise<readonly TranscriptLine[]> {
  const path = await findRecord(world, session);
  if (path === undefined) return [];
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TranscriptLine);
}

/** The id of the only session recorded in a world. */
export async function findSession(world: World): Promise<string | undefined> {
  const path = await findRecord(world, '*');
  return path === undefined ? undefined : basename(path, '.jsonl');
}

/** The client's id of the prompt with this text. */
export async function promptId(world: World, session: string, text: string): Promise<string | undefined> {
  const lines = await readTranscript(world, session);
  return lines.find(({ type, message }) => type === 'user' && message?.content === text)?.promptId;
}

/** Whether the record of a session has the model's call of a tool. */
export async function hasToolUse(world: World, session: string, id: string): Promise<boolean> {
  const lines = await readTranscript(world, session);
  return lines.some(({ message }) => Array.isArray(message?.content) && message.content.some((block) => block.id === id));
}

async function findRecord({ home }: World, session: string): Promise<string | undefined> {
  for await (const path of glob(`${home}/.claude/projects/*/${session}.jsonl`)) return path;
  return undefined;
}
