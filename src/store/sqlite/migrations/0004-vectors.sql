-- Models that memories have vectors of. Memories with numbers below `unlisted_below` have not been listed for it yet.
create table vector_model (
  id integer primary key autoincrement,
  name text not null unique,
  unlisted_below integer not null
) strict;

-- Memories without a vector of a model, or with one of an older text.
create table vector_wanted (
  model integer not null references vector_model (id),
  memory integer not null,
  primary key (model, memory)
) strict, without rowid;

-- No `or ignore`: the conflict clause of the statement that fires a trigger overrules it.
create trigger vector_wanted_of_new after insert on memory begin
  insert into vector_wanted (model, memory) select id, new.number from vector_model
  where not exists (select 1 from vector_wanted where model = id and memory = new.number);
end;

create trigger vector_wanted_of_changed after update of updated_at on memory when new.forgotten = 0 begin
  insert into vector_wanted (model, memory) select id, new.number from vector_model
  where not exists (select 1 from vector_wanted where model = id and memory = new.number);
end;

-- What is scanned: numbers, scales and sketches of up to 1024 memories of one project. `bytes` comes last: the rest is read
-- without it. An id is never given twice, and `version` rises with every change: processes keep chunks in memory.
create table vector_chunk (
  id integer primary key autoincrement,
  model integer not null references vector_model (id),
  project text not null references project (id),
  dimensions integer not null check (dimensions > 0),
  used integer not null,
  version integer not null default 1,
  bytes blob not null
) strict;

create index vector_chunk_by_project on vector_chunk (model, dimensions, project, used);

-- What the best of a scan are weighed by: the vector in 16 bits a coordinate, and where its sketch is.
create table vector (
  memory integer not null,
  model integer not null,
  chunk integer not null,
  slot integer not null,
  scale real not null,
  coordinates blob not null,
  unique (memory, model)
) strict;
