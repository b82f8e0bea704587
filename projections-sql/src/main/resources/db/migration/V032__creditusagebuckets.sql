-- Usage added up by quarter of an hour, from which months and years are made in the time of a page.
create table views.creditusagebuckets (
  space uuid not null,
  starts_at timestamptz not null,
  invoice_code text not null,
  usages bigint not null,
  ticks bigint not null,
  discounted_ticks bigint not null,
  primary key (space, starts_at, invoice_code)
);

comment on table views.creditusagebuckets is 'Usage by company, quarter of an hour and invoice code.';
