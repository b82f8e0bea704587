-- Credits charged for a session test, one row a bill.
create table views.creditusages (
  space uuid not null,
  id uuid not null,
  user_id uuid,
  company_id uuid,
  invoice_code text,
  original_ticks integer,
  discounted_ticks integer,
  total_ticks integer,
  usage_date_time timestamptz,
  session_id uuid,
  user_name text,
  session_name text,
  subject uuid,
  primary key (space, id)
);

comment on table views.creditusages is 'Credits charged for a session test, one row a bill.';

create index creditusages_by_usage_date_time on views.creditusages (space, usage_date_time);

create index creditusages_by_subject on views.creditusages (subject) where subject is not null;
