-- The words and names that memories hold, folded, each once: what a query that is typed wrong or in part may have meant.
-- `uses` counts the lists of `vocabulary_use` that name a word; with the last of them it goes.
create table vocabulary (
  id integer primary key,
  word text not null unique,
  uses integer not null
) strict;

-- Pieces of the words, to find those that hold another or look like it. rowid is vocabulary.id.
create virtual table vocabulary_pieces using fts5 (
  pieces,
  content = '', contentless_delete = 1, detail = none,
  tokenize = "ascii tokenchars '<>'"
);

-- Which words a text has, as a JSON list of ids: a later version may read the same text otherwise.
create table vocabulary_use (
  source text not null,
  number integer not null,
  words text not null,
  primary key (source, number)
) strict, without rowid;

create trigger vocabulary_unuse after delete on vocabulary_use begin
  update vocabulary set uses = uses - 1 where id in (select value from json_each(old.words));
  delete from vocabulary_pieces where rowid in (select id from vocabulary where uses = 0 and id in (select value from json_each(old.words)));
  delete from vocabulary where uses = 0 and id in (select value from json_each(old.words));
end;

-- Memories whose words have not been read since they were written. Idle time does so, many at once: one by one, each would
-- write a good part of the vocabulary.
create table vocabulary_unread (number integer primary key) strict;

insert into vocabulary_unread select number from memory where forgotten = 0;

-- Triggers, so that a process of an earlier version keeps to this as well. An upsert would overrule `or ignore` in them.
create trigger vocabulary_memory_written after insert on memory begin
  insert into vocabulary_unread (number) select new.number where new.number not in (select number from vocabulary_unread);
end;

create trigger vocabulary_memory_rewritten
after update of type, title, subtitle, narrative, facts, concepts, files_read, files_modified on memory
when new.forgotten = 0 and
  (new.type, new.title, new.subtitle, new.narrative, new.facts, new.concepts, new.files_read, new.files_modified) is not
  (old.type, old.title, old.subtitle, old.narrative, old.facts, old.concepts, old.files_read, old.files_modified)
begin
  insert into vocabulary_unread (number) select new.number where new.number not in (select number from vocabulary_unread);
end;

create trigger vocabulary_memory_forgotten after update of forgotten on memory when new.forgotten = 1 begin
  delete from vocabulary_unread where number = new.number;
  delete from vocabulary_use where source = 'memory' and number = new.number;
end;

create trigger vocabulary_memory_dropped after delete on memory begin
  delete from vocabulary_unread where number = old.number;
  delete from vocabulary_use where source = 'memory' and number = old.number;
end;
