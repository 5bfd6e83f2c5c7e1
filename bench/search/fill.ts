import type { Store } from '../../src/ports/store.ts';
import { type Corpus, PROJECTS, SPAN } from './corpus.ts';

const DAY = 86_400_000;
const AT_ONCE = 1000;

/** Puts a corpus into a store, as capture, distilling and idle time would, and has everything indexed. Returns the ids of the projects. */
export async function fill(store: Store, corpus: Corpus): Promise<readonly string[]> {
  const projects: string[] = [];
  for (let i = 0; i < PROJECTS; i += 1) {
    const { id } = await store.project({ name: `project-${i}`, aliases: [`/work/${i}`] }, SPAN.from);
    projects.push(id);
  }
  for (let place = 0; place < corpus.sessions; place += 1) {
    const { session: sample, project, turns } = corpus.read(place);
    const session = { ...sample, project: projects[project]! };
    await store.append({ session, events: turns.flatMap(({ events }) => events) });
    for (const { id, draft } of turns)
      await store.saveDistilled({ session, turn: id, fingerprint: id, distilledBy: 'bench', drafts: [draft] });
  }
  while ((await store.indexRecord(AT_ONCE, SPAN.to + DAY)) > 0);
  while ((await store.learnWords(AT_ONCE)) > 0);
  return projects;
}
