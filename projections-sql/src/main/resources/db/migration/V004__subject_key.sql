-- The keys of the persons that events are about. Deleting a row makes the personal data in all their events unreadable.
create table secrets.subject_key (
  space uuid not null,
  subject uuid not null,
  wrapped_key bytea not null,
  created_at timestamptz not null default now(),
  primary key (space, subject)
);

comment on table secrets.subject_key is 'Data keys, wrapped by the master key. Back them up apart from the events, and not for long.';
