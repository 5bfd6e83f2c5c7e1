-- The record is indexed turn by turn instead of event by event: there is less to look through, and what belongs together counts
-- together. All of it is made anew from `event`, in idle time.
drop trigger passage_forgotten;
drop trigger session_memory_forgotten;
drop table passage_terms;
drop table passage;
drop table session_terms;
drop table session_index;
delete from housekeeping where name = 'record indexed up to';

-- `indexed` is how many of the `changes` of its words the index has. No number is given twice: who is reading a turn that is
-- forgotten meanwhile must not take another for it.
create table session_index (
  number integer primary key autoincrement,
  session text not null unique,
  changes integer not null default 1,
  indexed integer not null default 0
) strict;

create index session_index_stale on session_index (number) where indexed < changes;

-- A session as a whole. rowid is session_index.number.
create virtual table session_terms using fts5 (
  said, files, identifiers,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What was said and done from one prompt to the next. `session` is the number the session has in `session_index`; `at` and
-- `until` are when its first and its last event were.
create table turn_index (
  number integer primary key autoincrement,
  session integer not null,
  prompt text not null,
  at integer not null,
  until integer not null,
  changes integer not null default 1,
  indexed integer not null default 0,
  unique (session, prompt)
) strict;

-- What was said and done just before and after a turn.
create index turn_index_by_time on turn_index (session, at, number);
create index turn_index_stale on turn_index (number) where indexed < changes;

-- rowid is turn_index.number.
create virtual table turn_terms using fts5 (
  body, identifiers,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Triggers, so that a process of an earlier version that forgets, or moves an event to another turn, leaves no word of it behind either.
create trigger record_event_moved after update of prompt on event when new.prompt <> old.prompt begin
  delete from turn_terms where rowid = (
    select t.number from turn_index t join session_index i on i.number = t.session where i.session = old.session and t.prompt = old.prompt);
  update turn_index set changes = changes + 1
    where session = (select number from session_index where session = old.session) and prompt = old.prompt;
end;

create trigger record_event_forgotten after update of forgotten on event when new.forgotten = 1 begin
  delete from turn_terms where rowid = (
    select t.number from turn_index t join session_index i on i.number = t.session where i.session = new.session and t.prompt = new.prompt);
  update turn_index set changes = changes + 1
    where session = (select number from session_index where session = new.session) and prompt = new.prompt;
  delete from session_terms where rowid = (select number from session_index where session = new.session);
  update session_index set changes = changes + 1 where session = new.session;
end;

create trigger record_memory_forgotten after update of forgotten on memory when new.forgotten = 1 begin
  delete from session_terms where rowid = (select number from session_index where session = new.session);
  update session_index set changes = changes + 1 where session = new.session;
end;
