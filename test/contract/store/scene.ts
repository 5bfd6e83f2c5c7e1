import type { Event, Session } from '../../../src/model/event.ts';
import type { Memory, MemoryDraft } from '../../../src/model/memory.ts';
import type { Project } from '../../../src/model/project.ts';
import type { Store } from '../../../src/ports/store.ts';
import { NOON, sampleDraft, sampleEvent } from '../../samples.ts';

/** Opens an empty store that the test disposes of. */
export type StoreOpener = () => Promise<Store>;

/** An empty store with one project, and short ways to fill it. */
export interface Scene extends AsyncDisposable {
  readonly store: Store;
  readonly project: Project;
  /** Appends events of a session of the project, `session-1` unless an event says otherwise. */
  tell(...events: readonly Partial<Event>[]): Promise<{ readonly added: number }>;
  /** Stores what a turn of a session that was told of was distilled to. */
  distill(turn: string, drafts: readonly Partial<MemoryDraft>[], session?: string): Promise<readonly Memory[]>;
  /** Stores memories of this project or another, each of a turn of its own. */
  recall(drafts: readonly Partial<MemoryDraft>[], project?: Project): Promise<readonly Memory[]>;
}

export async function openScene(open: StoreOpener): Promise<Scene> {
  const store = await open();
  const project = await store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const scene: Scene = {
    store,
    project,
    tell: (...events) => {
      const whole = events.map((event) => sampleEvent(event));
      return store.append({
        events: whole,
        session: { id: whole[0]?.session ?? 'session-1', agent: 'test', project: project.id, cwd: '/work' },
      });
    },
    async distill(turn, drafts, id = 'session-1') {
      const session = (await store.session(id))!;
      return (await store.saveDistilled({
        session,
        turn,
        fingerprint: `of ${turn}`,
        drafts: drafts.map(sampleDraft),
        distilledBy: 'test',
      }))!;
    },
    async recall(drafts, { id } = project) {
      const saved: Memory[] = [];
      for (const draft of drafts) {
        const session: Session = { id: `of-${id}`, agent: 'test', project: id, cwd: '/work', startedAt: NOON, lastEventAt: NOON };
        const turn = crypto.randomUUID();
        saved.push(...(await store.saveDistilled({ session, turn, fingerprint: '', drafts: [sampleDraft(draft)], distilledBy: 'test' }))!);
      }
      return saved;
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
  return scene;
}
