-- Mails that events caused. A row is added in the transaction of the event, so a mail is neither lost nor sent twice by
-- a retry or a rebuild.
create table work.outbox (
  id uuid primary key,
  cause uuid not null,
  purpose text not null,
  space uuid not null,
  subject uuid,
  message bytea not null,
  attempts integer not null default 0,
  next_attempt timestamptz not null default now(),
  unique (cause, purpose)
);

create index outbox_by_next_attempt on work.outbox (next_attempt);

comment on table work.outbox is 'Mails to send; a row leaves when its mail was accepted or given up. The message is encrypted.';
