-- Every call of a model: numbers and names, none of the words. No cost: nobody knows it.
create table model_call (
  seq integer primary key,
  at integer not null,
  project text not null,
  session text not null,
  provider text not null,
  model text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cached_tokens integer not null,
  cost_usd real,
  outcome text not null
) strict;

-- Before each call it is added up what the calls of the last hour, day and month took: from the index alone.
create index model_call_by_time on model_call (at, input_tokens, output_tokens, cached_tokens, cost_usd);
create index model_call_by_project on model_call (project, at, input_tokens, output_tokens, cached_tokens, cost_usd);
