-- Usage added up by month in UTC. What a month has in another time zone differs by some hours at its ends, which are
-- in views.creditusagebuckets.
create table views.creditusagemonths (
  space uuid not null,
  starts_at timestamptz not null,
  invoice_code text not null,
  usages bigint not null,
  ticks bigint not null,
  discounted_ticks bigint not null,
  primary key (space, starts_at, invoice_code)
);

comment on table views.creditusagemonths is 'Usage by company, month in UTC and invoice code.';

insert into views.creditusagemonths (space, starts_at, invoice_code, usages, ticks, discounted_ticks)
select space, date_trunc('month', starts_at, 'UTC'), invoice_code, sum(usages), sum(ticks), sum(discounted_ticks)
from views.creditusagebuckets
group by 1, 2, 3;
