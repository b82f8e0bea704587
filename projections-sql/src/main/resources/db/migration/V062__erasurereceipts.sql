-- Receipts of erasures, which name nobody.
create table views.erasurereceipts (
  space uuid not null,
  id uuid not null,
  company_id uuid,
  create_date timestamptz,
  user_id uuid,
  cause text,
  document text,
  signature text,
  subject uuid,
  primary key (space, id)
);

comment on table views.erasurereceipts is 'Receipts of erasures, which name nobody.';

create index erasurereceipts_by_create_date on views.erasurereceipts (space, create_date);
