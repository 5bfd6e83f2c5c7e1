import { extract } from '../../src/distill/extract.ts';
import type { Event, Turn } from '../../src/model/event.ts';
import type { Memory, MemoryDraft } from '../../src/model/memory.ts';
import type { Words } from '../../src/ports/distiller.ts';

/** Where the turns of these tests happen. */
export const ROOT = '/home/dev/app';

type Piece = Pick<Event, 'kind'> & Partial<Event>;

/** A prompt of the user. */
export const prompt = (text: string): Piece => ({ kind: 'prompt', text });

/** A message of the assistant. */
export const says = (text: string): Piece => ({ kind: 'assistant_message', text });

/** A tool call; `failed` where it was one. */
export function calls(tool: string, input: Record<string, unknown>, output = '', failed = false): Piece {
  return { kind: 'tool_call', call: { tool, input, output, failed } };
}

/** A shell command with what it printed. */
export const runs = (command: string, output = ''): Piece => calls('Bash', { command, description: 'x' }, output);

/** A shell command that ended with an exit code other than 0. */
export const fails = (command: string, output: string): Piece => calls('Bash', { command }, `Exit code 1\n${output}`, true);

/** An edit of a file below the root. */
export const edits = (file: string): Piece => calls('Edit', { file_path: `${ROOT}/${file}`, old_string: 'a', new_string: 'b' }, 'ok');

/** A read of a file below the root. */
export const reads = (file: string): Piece => calls('Read', { file_path: `${ROOT}/${file}` }, 'contents');

/** A turn of these events, ids `e0`, `e1`, … a second apart. */
export function turn(...pieces: readonly Piece[]): Turn {
  const events = pieces.map((piece, index) => ({
    id: `e${index}`,
    agent: 'claude-code',
    session: 's',
    prompt: 'p',
    at: 1_700_000_000_000 + index * 1000,
    ...piece,
  }));
  return { session: 's', agent: 'claude-code', prompt: 'p', events };
}

/** Everything the turn becomes. */
export const distill = (...pieces: readonly Piece[]): readonly MemoryDraft[] => extract(turn(...pieces), { root: ROOT });

/** The main memory of a turn that followed one which closed with these words. Fails where there is none. */
export function workAfter(closing: string, ...pieces: readonly Piece[]): MemoryDraft {
  const before: Words = { id: 'before', text: closing };
  return mainOf(extract(turn(...pieces), { root: ROOT, before }));
}

/** Its main memory. Fails where there is none. */
export function work(...pieces: readonly Piece[]): MemoryDraft {
  return mainOf(distill(...pieces));
}

function mainOf(drafts: readonly MemoryDraft[]): MemoryDraft {
  const draft = drafts.find(({ slot }) => slot === 'work');
  if (draft === undefined) throw new Error('the turn made no work memory');
  return draft;
}

/** The memories of what was laid down in it. */
export const laid = (...pieces: readonly Piece[]): readonly MemoryDraft[] => distill(...pieces).filter(({ slot }) => slot !== 'work');

/** Drafts as the store would give them back, in the order of their turns. */
export function stored(...turns: readonly (readonly MemoryDraft[])[]): readonly Memory[] {
  return turns.flatMap((drafts, index) =>
    drafts.map(({ slot, at, ...draft }) => ({
      ...draft,
      id: `${index}-${slot}`,
      number: index,
      status: 'active' as const,
      project: 'p',
      session: 's',
      turn: `p${index}`,
      agent: 'claude-code',
      createdAt: at,
      updatedAt: at,
      distilledBy: 'extract',
      tokens: 1,
    })),
  );
}
