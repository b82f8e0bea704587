-- What it takes to send the mails of the outbox, also by several senders at once and after a crash.
-- Nothing was ever sent before this: what is in the outbox is out of date by now.
delete from work.outbox;

alter table work.outbox
  alter column subject set not null,
  add column created_at timestamptz not null default now(),
  add column session_id uuid,
  add column correlation text,
  add column attended boolean not null default false,
  add column give_up_at timestamptz not null,
  add column expires_at timestamptz,
  add column claimed_until timestamptz,
  add column last_failure text;

comment on column work.outbox.subject is 'Whom the mail is about; the message is encrypted for them.';
comment on column work.outbox.correlation is 'The id of the call that set the mail in motion.';
comment on column work.outbox.attended is 'A caller waits for the answer: there is one attempt, and the row holds what to tell of it if the server dies meanwhile.';
comment on column work.outbox.attempts is 'How often sending began.';
comment on column work.outbox.give_up_at is 'When a failure is the last one.';
comment on column work.outbox.expires_at is 'After that the mail is of no use and is not sent any more.';
comment on column work.outbox.claimed_until is 'A sender has it in hand until then; what is still here afterwards was not finished.';

drop index work.outbox_by_next_attempt;

create index outbox_by_space_next_attempt on work.outbox (space, next_attempt);

create index outbox_by_space_subject on work.outbox (space, subject);
