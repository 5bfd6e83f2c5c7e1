-- A date further ahead of the clock than its `reach` was written before the clock was set back: it counts as over.
alter table job add column lease_reach integer not null default 120000;
alter table job add column due_reach integer not null default 600000;
alter table job add column failed_at integer not null default 0;
update job set failed_at = due_at where state = 'dead';

alter table cursor add column changed_at integer not null default 0;
update cursor set changed_at = unixepoch() * 1000;

-- Child processes that run, or whose owner died before it could say otherwise, and the claim each was made for.
create table child (
  mark text primary key,
  kind text not null,
  key text not null,
  fence integer not null,
  owner text not null,
  identity text,
  until integer not null
) strict, without rowid;

-- What keeps failing. `until` ends the pause or the probe; `about` is what the last failure was at.
create table breaker (
  name text primary key,
  state text not null check (state in ('closed', 'open', 'probing')),
  failures integer not null,
  about text,
  error text not null,
  pause_ms integer not null,
  until integer not null,
  reach integer not null
) strict, without rowid;

-- The last fence that was given out, how often a child was started, and when each chore was done last.
create table housekeeping (
  name text primary key,
  value integer not null
) strict, without rowid;

insert into housekeeping (name, value) select 'fence', coalesce(max(fence), 0) from job;
