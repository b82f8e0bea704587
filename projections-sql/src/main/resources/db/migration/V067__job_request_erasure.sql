-- Commands of the shell also ask the running server to erase a person: only the server knows what it keeps in memory.
alter table work.job_request
  drop constraint job_request_kind_check,
  alter column projection drop not null,
  add column company uuid,
  add column person uuid,
  add column over boolean not null default false,
  add constraint job_request_kind_check check (kind in ('REBUILD', 'COMPARISON', 'ERASURE_PREVIEW', 'ERASURE')),
  add constraint job_request_person_check check (kind not like 'ERASURE%' or (company is not null and person is not null));

comment on table work.job_request is 'What a command of the shell asks the server for, with the answer so far.';
