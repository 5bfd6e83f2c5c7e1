import { uuidv7 } from '../../model/id.ts';
import type { Place, Project } from '../../model/project.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

/** The project that any of the aliases names, the strongest first; a new one where none does. */
export function findOrMakeProject({ db, sql }: Database, place: Pick<Place, 'aliases' | 'name'>, at: number): Project {
  return inTransaction(db, () => {
    const project = findByAlias(sql, place.aliases) ?? make(sql, place.name, at);
    const remember = sql('insert or ignore into project_alias (alias, project) values (?, ?)');
    for (const alias of place.aliases) remember.run(alias, project.id);
    return project;
  });
}

/** The project that any of the aliases names, the strongest first. */
export function findKnownProject({ sql }: Database, place: Pick<Place, 'aliases'>): Project | undefined {
  return findByAlias(sql, place.aliases);
}

/** Every project with its aliases and the number of its memories. */
export function listProjects({ sql }: Database): readonly (Project & { aliases: readonly string[]; memories: number })[] {
  const rows = sql(`
    select p.id, p.name, p.created_at,
      (select json_group_array(alias) from project_alias where project = p.id) as aliases,
      (select count(*) from memory where project = p.id and forgotten = 0) as memories
    from project p order by p.name, p.created_at`).all();
  return rows.map((row) => ({
    ...toProject(row),
    aliases: JSON.parse(String(row['aliases'])) as string[],
    memories: Number(row['memories']),
  }));
}

/** What projects are called, by id. */
export function readProjectNames({ sql }: Database): Map<string, string> {
  const rows = sql('select id, name from project').all();
  return new Map(rows.map((row) => [String(row['id']), String(row['name'])]));
}

function findByAlias(sql: Database['sql'], aliases: readonly string[]): Project | undefined {
  const find = sql('select p.id, p.name, p.created_at from project_alias a join project p on p.id = a.project where a.alias = ?');
  for (const alias of aliases) {
    const row = find.get(alias);
    if (row !== undefined) return toProject(row);
  }
  return undefined;
}

function make(sql: Database['sql'], name: string, at: number): Project {
  const project: Project = { id: uuidv7(at), name, knownSince: at };
  sql('insert into project (id, name, created_at) values (?, ?, ?)').run(project.id, name, at);
  return project;
}

function toProject(row: Record<string, unknown>): Project {
  return { id: String(row['id']), name: String(row['name']), knownSince: Number(row['created_at']) };
}
