-- How commands of the shell ask the running server for rebuilds and comparisons: only the server knows what is under way.
create table work.job_request (
  id uuid primary key,
  kind text not null check (kind in ('REBUILD', 'COMPARISON')),
  projection text not null,
  requested_at timestamptz not null default now(),
  job uuid,
  answer text
);

comment on table work.job_request is 'Rebuilds and comparisons that a command of the shell asks the server for, with the answer so far.';

grant select, insert, update, delete on work.job_request to itr_app;
