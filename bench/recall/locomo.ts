import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchRecord } from '../../src/app/recall/search-record.ts';
import { indexRecord } from '../../src/app/work/index-record.ts';
import type { Event } from '../../src/model/event.ts';
import { parseQuery } from '../../src/recall/parse.ts';
import { rankSessions } from '../../src/recall/rank-sessions.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { sharedData } from '../../test/shared-data.ts';
import { anyAt, describeMean, type Graded, grade, gradeAt } from './metrics.ts';

interface Line {
  readonly speaker: string;
  readonly dia_id: string;
  readonly text: string;
  readonly blip_caption?: string;
}

interface Dialogue {
  readonly conversation: Readonly<Record<string, unknown>> & { readonly speaker_a: string };
  readonly qa: readonly { readonly question: string; readonly evidence?: readonly string[] }[];
}

type Ports = Awaited<ReturnType<typeof wire>>;

/**
 * Rows of a table: how well the record of a long dialogue finds the line that answers a question, and its session. Each
 * dialogue is a project of its own; one speaker is the user, the other the assistant. All questions with evidence, the
 * adversarial ones too. Weights may be tuned on every other dialogue. `folder` is scratch. Undefined: the data is not here.
 */
export async function benchLocomo(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const data = sharedData('retrieval/locomo/locomo.json');
  if (data === undefined) return undefined;
  const graded = {
    tuned: { lines: [] as Graded[], sessions: [] as number[] },
    unseen: { lines: [] as Graded[], sessions: [] as number[] },
  };
  for (const [index, dialogue] of (JSON.parse(readFileSync(data, 'utf8')) as Dialogue[]).entries()) {
    await using ports = await wire(readConfig({ HOLDFAST_HOME: join(folder, `locomo-${index}`) }));
    await tell(ports, dialogue);
    for (const { question, evidence = [] } of dialogue.qa) {
      const wanted = evidence.flatMap((one) => one.match(/D\d+:\d+/g) ?? []);
      if (wanted.length === 0) continue;
      const { terms } = parseQuery(question);
      const found = await searchRecord(ports, terms, {});
      const best = found.turns.slice(0, 50);
      const part = graded[index % 2 === 0 ? 'tuned' : 'unseen'];
      part.lines.push(
        grade(
          best.map(({ prompt }) => prompt),
          wanted,
        ),
      );
      const sessions = rankSessions({ ...found, memories: [] }).map(({ session }) => session);
      part.sessions.push(gradeAt(5, sessions, [...new Set(wanted.map((one) => one.split(':')[0]!))]));
    }
  }
  const all = { lines: [...graded.tuned.lines, ...graded.unseen.lines], sessions: [...graded.tuned.sessions, ...graded.unseen.sessions] };
  return Object.entries({ ...graded, all }).map(([part, { lines, sessions }]) => [
    'LoCoMo',
    part,
    String(lines.length),
    `any@5 ${describeMean(lines, anyAt(5))}`,
    `any@10 ${describeMean(lines, anyAt(10))}; session R@5 ${describeMean(sessions, (value) => value)}`,
  ]);
}

async function tell(ports: Ports, { conversation }: Dialogue): Promise<void> {
  const project = await ports.store.project({ aliases: ['folder:/dialogue'], name: 'dialogue' }, 0);
  for (let number = 1; conversation[`session_${number}_date_time`] !== undefined; number += 1) {
    const lines = (conversation[`session_${number}`] ?? []) as readonly Line[];
    const id = `D${number}`;
    // "1:56 pm on 8 May, 2023"
    const start = Date.parse(String(conversation[`session_${number}_date_time`]).replace(/.* on /, ''));
    const events = lines.map((line, place) => toEvent(line, { session: id, at: start + place * 1000 }, conversation.speaker_a));
    await ports.store.append({ events, session: { id, agent: 'dialogue', project: project.id, cwd: '/dialogue' } });
  }
  for await (const _ of indexRecord(ports));
}

function toEvent({ speaker, dia_id: id, text, blip_caption: image }: Line, when: Pick<Event, 'session' | 'at'>, user: string): Event {
  const said = `${speaker}: ${text}${image === undefined ? '' : `\n${image}`}`;
  return { id, kind: speaker === user ? 'prompt' : 'assistant_message', agent: 'dialogue', prompt: id, text: said, ...when };
}
