import { HoldfastError } from '../../model/error.ts';
import type { Memory, MemoryDraft } from '../../model/memory.ts';
import type { Project } from '../../model/project.ts';
import { PRIVATE_MARK } from '../../model/private-mark.ts';
import { findProject } from './find-project.ts';
import type { Ports } from '../ports.ts';

/** What somebody wants to be remembered. */
export interface Note {
  readonly text: string;
  readonly title?: string;
  readonly type?: string;
  /** `user` for the user's own words, `assistant` where the agent chose them. */
  readonly authority: 'user' | 'assistant';
}

/** What is made of a note. */
export type NoteDraft = Omit<MemoryDraft, 'slot'>;

const TITLE_LENGTH = 100;
const HALF_CHARACTER = /[\ud800-\udbff]$/;

/**
 * Stores a memory made by hand, for the project around `cwd` or the one wanted by name; `examine` may change what is made of it.
 * Throws what `findProject` throws, and `usage` where there is nothing to remember.
 */
export async function remember(
  ports: Pick<Ports, 'store' | 'clock' | 'locate' | 'privacy'>,
  cwd: string,
  note: Note,
  wanted?: string,
  examine: (draft: NoteDraft) => NoteDraft = (draft) => draft,
): Promise<Memory> {
  const text = (await ports.privacy.redactNote(note.text)).trim();
  if (text.replaceAll(PRIVATE_MARK, '').trim() === '')
    throw new HoldfastError('usage', 'There is nothing to remember: the text is empty or private.');
  const project = await findOrMakeProject(ports, cwd, wanted);
  const draft = examine({
    type: note.type ?? 'discovery',
    title: note.title === undefined ? makeTitle(text) : await ports.privacy.redactNote(note.title),
    subtitle: '',
    narrative: text,
    facts: [],
    concepts: [],
    filesRead: [],
    filesModified: [],
    content: {},
    authority: note.authority,
    confidence: 1,
    evidence: [],
    at: ports.clock(),
  });
  return ports.store.remember({ ...draft, project: project.id, session: '', agent: '', distilledBy: note.authority });
}

async function findOrMakeProject(ports: Pick<Ports, 'store' | 'clock' | 'locate'>, cwd: string, wanted?: string): Promise<Project> {
  if (wanted === undefined || wanted === '') return ports.store.project(await ports.locate(cwd), ports.clock());
  const project = await findProject(ports, cwd, wanted);
  if (project === undefined) throw new HoldfastError('usage', 'A memory belongs to one project. Name it.');
  return project;
}

function makeTitle(text: string): string {
  const line = text.split('\n', 1)[0]!.replaceAll(/\s+/g, ' ');
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space < TITLE_LENGTH / 2 ? TITLE_LENGTH : space).replace(HALF_CHARACTER, '')}...`;
}
