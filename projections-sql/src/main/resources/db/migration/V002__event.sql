-- The event store. One row an event, in the words that an auditor can read with psql.
create table events.event (
  global_index bigint generated always as identity (cache 1),
  transaction_id xid8 not null default pg_current_xact_id(),
  event_id uuid not null,
  aggregate_id text not null,
  sequence_number bigint not null,
  aggregate_type text not null,
  event_type text not null,
  revision text not null,
  occurred_at timestamptz not null,
  payload json not null,
  metadata json not null,
  previous_hash bytea,
  hash bytea not null,
  -- Readers of the global order go by it and stop at the oldest transaction still running.
  primary key (transaction_id, global_index),
  constraint event_continues_the_chain check ((sequence_number = 0) = (previous_hash is null))
);

-- An aggregate has one event of each number. Its name is long and in every event, so the index has 16 bytes of it instead:
-- a third of the size of an event's indexes. Two names with the same MD5 would exclude each other; nobody can choose one.
create unique index event_is_next_of_aggregate on events.event ((md5(aggregate_id)::uuid), sequence_number);

-- Time grows with the order of rows, so a few bytes a page tell where to look.
create index event_by_time on events.event using brin (occurred_at);

comment on table events.event is 'All facts, in the order of (transaction_id, global_index).';
comment on column events.event.transaction_id is 'The transaction that added the row; a reader takes only rows of transactions that were over before the oldest one running began.';
comment on column events.event.payload is 'The event as JSON, kept to the letter. Personal fields are in "personal", encrypted for the person named beside them.';
comment on column events.event.previous_hash is 'The hash of the event before it in the same aggregate; null for the first.';
comment on column events.event.hash is 'SHA-256 over previous_hash and the SHA-256 of the stored columns; docs/event-store.md has the layout.';

create function events.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Events are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;

create trigger event_is_final before update or delete on events.event
  for each row execute function events.refuse_change();

create trigger events_stay before truncate on events.event
  for each statement execute function events.refuse_change();
