-- Persons who are due by a retention rule but could not be erased. The reason names nobody.
create table work.failed_erasure (
  id uuid primary key,
  space uuid not null,
  person uuid not null,
  rule uuid not null,
  attempts integer not null default 1,
  first_failed_at timestamptz not null default now(),
  last_failed_at timestamptz not null default now(),
  reason text not null,
  unique (space, person)
);

comment on table work.failed_erasure is 'Persons who are due by a retention rule but could not be erased; a row leaves when the person is erased or no longer due.';

grant select, insert, update, delete on work.failed_erasure to itr_app;
