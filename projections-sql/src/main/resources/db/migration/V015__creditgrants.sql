-- Credits given to a company.
create table views.creditgrants (
  space uuid not null,
  id uuid not null,
  user_id uuid,
  company_id uuid,
  granted_when timestamptz,
  remarks text,
  user_description text,
  credits_granted integer,
  paid boolean,
  subject uuid,
  primary key (space, id)
);

comment on table views.creditgrants is 'Credits given to a company.';

create index creditgrants_by_company_id_granted_when on views.creditgrants (company_id, granted_when);
