import type { Turn } from '../../src/model/event.ts';
import type { Distiller } from '../../src/ports/distiller.ts';
import { sampleDraft } from '../samples.ts';

/** A distiller that copies what it is given, and remembers which turns it was asked for. */
export interface ScriptedDistiller extends Distiller {
  /** Prompt ids of the turns, in the order asked for; `*` for a session's summary. */
  readonly asked: string[];
  /** Set: the next turns fail with it. */
  failure: Error | undefined;
  /** Called before each turn is distilled. */
  meanwhile: (turn: Turn) => Promise<void>;
}

export function scriptDistiller(): ScriptedDistiller {
  const blank = { subtitle: '', facts: [], concepts: [], filesRead: [], filesModified: [], content: {} };
  const distiller: ScriptedDistiller = {
    name: 'scripted',
    asked: [],
    failure: undefined,
    meanwhile: () => Promise.resolve(),
    async distill(turn) {
      await distiller.meanwhile(turn);
      distiller.asked.push(turn.prompt);
      if (distiller.failure !== undefined) throw distiller.failure;
      const texts = turn.events.map(({ text, call }) => call?.output ?? text ?? '');
      const [title, ...rest] = texts;
      return [
        sampleDraft({
          ...blank,
          title: title!,
          narrative: rest.join('\n'),
          evidence: turn.events.map(({ id }) => id),
          at: turn.events.at(-1)!.at,
        }),
      ];
    },
    async summarise(memories) {
      distiller.asked.push('*');
      if (memories.length === 0) return undefined;
      const title = `Session: ${memories.map((memory) => memory.title).join('; ')}`;
      return sampleDraft({
        ...blank,
        slot: 'session',
        type: 'session_summary',
        title,
        narrative: '',
        evidence: [],
        at: memories.at(-1)!.createdAt,
      });
    },
  };
  return distiller;
}
