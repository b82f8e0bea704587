-- Mails that were given up, with what it takes to try them again once the reason is mended.
create table work.parked_mail (
  id uuid primary key,
  mail uuid not null,
  cause uuid not null,
  purpose text not null,
  space uuid not null,
  subject uuid not null,
  session_id uuid,
  message bytea not null,
  attempts integer not null,
  created_at timestamptz not null,
  parked_at timestamptz not null default now(),
  reason text not null
);

create index parked_mail_by_space_subject on work.parked_mail (space, subject);

comment on table work.parked_mail is 'Mails that were given up; a row leaves when the mail is tried again, its person is erased, or thirty days are over. The message is encrypted.';

grant select, insert, update, delete on work.parked_mail to itr_app;
