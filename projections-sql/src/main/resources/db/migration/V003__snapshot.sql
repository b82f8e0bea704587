-- The latest state of aggregates with long histories, to load them faster. Only aggregates without personal data have one.
create table events.snapshot (
  aggregate_id text primary key,
  sequence_number bigint not null,
  aggregate_type text not null,
  event_id uuid not null,
  occurred_at timestamptz not null,
  state_type text not null,
  revision text not null,
  state json not null,
  metadata json not null
);

comment on table events.snapshot is 'One state an aggregate; can be emptied at any time.';
