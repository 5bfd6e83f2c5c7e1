import type { Authority, Memory, MemoryStatus } from '../../model/memory.ts';
import type { Candidate } from '../../ports/store.ts';

/** Columns of a memory, in the order of `toRow`. */
export const MEMORY_COLUMNS = [
  'id',
  'type',
  'title',
  'subtitle',
  'narrative',
  'facts',
  'concepts',
  'files_read',
  'files_modified',
  'content',
  'status',
  'authority',
  'confidence',
  'evidence',
  'project',
  'session',
  'turn',
  'slot',
  'agent',
  'branch',
  'commit_id',
  'created_at',
  'updated_at',
  'distilled_by',
  'tokens',
] as const;

/** The values of a memory's row. */
export function toRow(memory: Omit<Memory, 'number'>, slot: string): (string | number | null)[] {
  return [
    memory.id,
    memory.type,
    memory.title,
    memory.subtitle,
    memory.narrative,
    JSON.stringify(memory.facts),
    JSON.stringify(memory.concepts),
    JSON.stringify(memory.filesRead),
    JSON.stringify(memory.filesModified),
    JSON.stringify(memory.content),
    memory.status,
    memory.authority,
    memory.confidence,
    JSON.stringify(memory.evidence),
    memory.project,
    memory.session,
    memory.turn,
    slot,
    memory.agent,
    memory.branch ?? null,
    memory.commit ?? null,
    memory.createdAt,
    memory.updatedAt,
    memory.distilledBy,
    memory.tokens,
  ];
}

/** The columns of a candidate. */
export const CANDIDATE_COLUMNS = 'id, number, type, status, authority, session, turn, files_modified, files_read, created_at';

/** What of a memory is needed to rank it, from these columns. */
export function toCandidate(row: Record<string, unknown>): Candidate {
  return {
    id: String(row['id']),
    number: Number(row['number']),
    type: String(row['type']),
    status: row['status'] as MemoryStatus,
    authority: row['authority'] as Authority,
    session: String(row['session']),
    turn: String(row['turn']),
    filesModified: list(row['files_modified']),
    filesRead: list(row['files_read']),
    createdAt: Number(row['created_at']),
  };
}

/** A memory from its row. */
export function fromRow(row: Record<string, unknown>): Memory {
  return {
    ...toCandidate(row),
    title: String(row['title']),
    subtitle: String(row['subtitle']),
    narrative: String(row['narrative']),
    facts: list(row['facts']),
    concepts: list(row['concepts']),
    content: JSON.parse(String(row['content'])),
    confidence: Number(row['confidence']),
    evidence: list(row['evidence']),
    project: String(row['project']),
    agent: String(row['agent']),
    ...(row['branch'] === null ? {} : { branch: String(row['branch']) }),
    ...(row['commit_id'] === null ? {} : { commit: String(row['commit_id']) }),
    ...(row['supersedes'] === null ? {} : { supersedes: String(row['supersedes']) }),
    updatedAt: Number(row['updated_at']),
    distilledBy: String(row['distilled_by']),
    tokens: Number(row['tokens']),
  };
}

function list(json: unknown): string[] {
  return json === '[]' ? [] : (JSON.parse(String(json)) as string[]);
}
