-- The index of the record: what was said and done, word by word, beside the memories made of it. Filled in idle time from
-- `event`, in the order of `seq`; `housekeeping` says how far. `session` is the number the session has in `session_index`.
create table passage (
  seq integer primary key,
  session integer not null,
  role text not null check (role in ('user', 'assistant', 'tool')),
  at integer not null
) strict;

-- What was said just before and after a passage.
create index passage_by_session on passage (session, at, seq) where role <> 'tool';

-- rowid is passage.seq.
create virtual table passage_terms using fts5 (
  body, identifiers,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

create table session_index (
  number integer primary key,
  session text not null unique,
  stale integer not null default 1
) strict;

create index session_index_stale on session_index (number) where stale = 1;

-- A session as a whole. rowid is session_index.number.
create virtual table session_terms using fts5 (
  said, files, identifiers,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Triggers, so that a process of an earlier version that forgets leaves no word of it behind either.
create trigger passage_forgotten after update of forgotten on event when new.forgotten = 1 begin
  delete from passage_terms where rowid = (select seq from passage where seq = new.seq);
  delete from passage where seq = new.seq;
  delete from session_terms where rowid = (select number from session_index where session = new.session);
  update session_index set stale = 1 where session = new.session;
end;

create trigger session_memory_forgotten after update of forgotten on memory when new.forgotten = 1 begin
  delete from session_terms where rowid = (select number from session_index where session = new.session);
  update session_index set stale = 1 where session = new.session;
end;
