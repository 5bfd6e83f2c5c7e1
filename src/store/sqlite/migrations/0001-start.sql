-- Projects and every name they are known by: remote, repository root, folder.
create table project (
  id text primary key,
  name text not null,
  created_at integer not null
) strict;

create table project_alias (
  alias text primary key,
  project text not null references project (id)
) strict, without rowid;

create table session (
  id text primary key,
  agent text not null,
  project text not null references project (id),
  cwd text not null,
  branch text,
  commit_id text,
  transcript text,
  started_at integer not null,
  last_event_at integer not null
) strict, without rowid;

create index session_by_project on session (project, last_event_at desc);

-- The journal. A row stays for good; `payload` is emptied when the event is forgotten, so no import revives it.
create table event (
  seq integer primary key,
  id text not null unique,
  kind text not null,
  agent text not null,
  session text not null,
  prompt text not null,
  at integer not null,
  origin text,
  subagent text,
  payload text not null,
  forgotten integer not null default 0
) strict;

create index event_by_session on event (session, at, seq);
create index event_by_origin on event (origin) where origin is not null;

-- How far each transcript was read. Moves in the same transaction as the events it yielded.
create table cursor (
  path text primary key,
  session text not null,
  offset integer not null,
  head text not null,
  state text not null
) strict, without rowid;

-- Which turns have been distilled, and from what.
create table turn (
  session text not null,
  prompt text not null,
  fingerprint text not null,
  primary key (session, prompt)
) strict, without rowid;

-- A number is never given twice: somebody may have quoted it.
create table memory (
  number integer primary key autoincrement,
  id text not null unique,
  type text not null,
  title text not null,
  subtitle text not null,
  narrative text not null,
  facts text not null,
  concepts text not null,
  files_read text not null,
  files_modified text not null,
  content text not null,
  status text not null,
  authority text not null,
  confidence real not null,
  evidence text not null,
  project text not null references project (id),
  session text not null,
  turn text not null,
  slot text not null,
  agent text not null,
  branch text,
  commit_id text,
  supersedes text,
  created_at integer not null,
  updated_at integer not null,
  distilled_by text not null,
  tokens integer not null,
  forgotten integer not null default 0
) strict;

-- One memory per slot of a turn: distilling again replaces, never doubles.
create unique index memory_by_slot on memory (session, turn, slot);
create index memory_by_project on memory (project, created_at desc);
create index memory_by_type on memory (project, type, created_at desc);

-- The index holds terms only (contentless); rowid is memory.number.
create virtual table memory_terms using fts5 (
  title, body, files, identifiers,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

create table job (
  kind text not null,
  key text not null,
  state text not null check (state in ('pending', 'leased', 'dead')),
  queued_at integer not null,
  generation integer not null default 1,
  fence integer not null default 0,
  attempt integer not null default 0,
  owner text,
  due_at integer not null,
  leased_until integer not null default 0,
  error text,
  primary key (kind, key)
) strict, without rowid;

create index job_by_state on job (kind, state, due_at);

-- Every text that was put before an agent.
create table injection (
  seq integer primary key,
  session text not null,
  project text not null,
  trigger text not null,
  memories text not null,
  tokens integer not null,
  at integer not null
) strict;

create index injection_by_session on injection (session, seq);
