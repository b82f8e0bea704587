-- Seals: signed lists of events in their order. Like events they are only ever added.
create table events.seal (
  number bigint primary key,
  last_transaction xid8 not null,
  last_index bigint not null,
  events integer not null,
  leaves bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  signature bytea not null,
  sealed_at timestamptz not null
);

comment on table events.seal is 'Signed lists of events in their order; docs/event-store.md has the layout.';
comment on column events.seal.leaves is 'For each event its transaction_id, global_index (eight bytes each) and hash.';

create trigger seal_is_final before update or delete on events.seal
  for each row execute function events.refuse_change();

create trigger seals_stay before truncate on events.seal
  for each statement execute function events.refuse_change();
