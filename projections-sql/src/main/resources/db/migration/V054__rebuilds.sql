-- Rebuilds of projections: who asked for them is in the audit trail, how they ended is here.
create table views.rebuilds (
  space uuid not null,
  id uuid not null,
  projection text,
  state text,
  started_at timestamptz,
  ended_at timestamptz,
  events bigint,
  failed_event uuid,
  failure text,
  subject uuid,
  primary key (space, id)
);

comment on table views.rebuilds is 'Rebuilds of projections, and how they ended.';

grant select, insert, update, delete on views.rebuilds to itr_app;
