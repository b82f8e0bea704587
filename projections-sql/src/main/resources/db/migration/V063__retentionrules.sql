-- Rules of companies that say when persons are erased.
create table views.retentionrules (
  space uuid not null,
  id uuid not null,
  company_id uuid,
  description text,
  months integer,
  archived_only boolean,
  organisation_id uuid,
  active boolean,
  subject uuid,
  primary key (space, id)
);

comment on table views.retentionrules is 'Rules of companies that say when persons are erased.';
