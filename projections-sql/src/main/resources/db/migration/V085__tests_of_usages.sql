-- Which test a usage was for, so that figures of a test are its own whatever its invoice code and name are or were. A usage
-- has the id that follows from its session test (a version 3 uuid of "sessiontests/<company>/<id>"), and the event that
-- says that the session test was billed names the test. Usages entered by hand have none: all zeros.
alter table views.creditusages add column test_id uuid not null default '00000000-0000-0000-0000-000000000000';

with billed as (
  select distinct on (aggregate_id) split_part(payload ->> 'target', '/', 2)::uuid as space,
         (payload ->> 'testId')::uuid as test_id, md5(payload ->> 'target') as hash
  from events.event
  where event_type = 'SessionTestBilled'
  order by aggregate_id, sequence_number desc
)
update views.creditusages u
set test_id = b.test_id
from billed b
where u.space = b.space
  and u.id = (left(b.hash, 12) || '3' || substr(b.hash, 14, 3)
    || substr('89ab', (('x' || substr(b.hash, 17, 1))::bit(4)::integer & 3) + 1, 1) || substr(b.hash, 18))::uuid;

alter table views.reportusages
  add column test_id uuid not null default '00000000-0000-0000-0000-000000000000',
  drop constraint reportusages_pkey,
  add primary key (space, month, user_id, invoice_code, test_id);

comment on table views.reportusages is 'Usage of credits by company, month, consultant, invoice code and test.';

truncate views.reportusages;

insert into views.reportusages (space, month, user_id, invoice_code, test_id, usages, ticks, discounted_ticks)
select space, date_trunc('month', usage_date_time at time zone 'UTC')::date,
       coalesce(user_id, '00000000-0000-0000-0000-000000000000'), coalesce(invoice_code, ''), test_id,
       count(*), coalesce(sum(total_ticks), 0), coalesce(sum(discounted_ticks), 0)
from views.creditusages
group by 1, 2, 3, 4, 5;
