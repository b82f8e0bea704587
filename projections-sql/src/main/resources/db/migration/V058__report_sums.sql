-- What reports are made of: figures by month (in UTC), added up as things happen. Of sessions and tests many rows may count
-- in one moment, so each sum is kept in eight parts (shard, from the object's id) that do not wait for each other. Bills of
-- a company come one after another anyway.
create table views.reportusages (
  space uuid not null,
  month date not null,
  user_id uuid not null,
  invoice_code text not null,
  usages bigint not null,
  ticks bigint not null,
  discounted_ticks bigint not null,
  primary key (space, month, user_id, invoice_code)
);

comment on table views.reportusages is 'Usage of credits by company, month, consultant and invoice code.';

create table views.reportsessions (
  space uuid not null,
  month date not null,
  user_id uuid not null,
  shard smallint not null,
  planned bigint not null,
  started bigint not null,
  finished bigint not null,
  timed bigint not null,
  seconds bigint not null,
  under_5 bigint not null,
  under_10 bigint not null,
  under_15 bigint not null,
  under_20 bigint not null,
  under_30 bigint not null,
  under_45 bigint not null,
  under_60 bigint not null,
  under_75 bigint not null,
  under_90 bigint not null,
  under_120 bigint not null,
  under_150 bigint not null,
  under_180 bigint not null,
  under_240 bigint not null,
  under_360 bigint not null,
  under_480 bigint not null,
  longer bigint not null,
  primary key (space, month, user_id, shard)
);

comment on table views.reportsessions is 'Sessions planned, started and finished by company, month and consultant, and how many minutes they took.';

create table views.reporttests (
  space uuid not null,
  month date not null,
  test_id uuid not null,
  shard smallint not null,
  started bigint not null,
  finished bigint not null,
  timed bigint not null,
  seconds bigint not null,
  under_5 bigint not null,
  under_10 bigint not null,
  under_15 bigint not null,
  under_20 bigint not null,
  under_30 bigint not null,
  under_45 bigint not null,
  under_60 bigint not null,
  under_75 bigint not null,
  under_90 bigint not null,
  under_120 bigint not null,
  under_150 bigint not null,
  under_180 bigint not null,
  under_240 bigint not null,
  under_360 bigint not null,
  under_480 bigint not null,
  longer bigint not null,
  primary key (space, month, test_id, shard)
);

comment on table views.reporttests is 'Tests started and finished by company, month and test, and how many minutes they took.';

insert into views.reportusages
select space, date_trunc('month', usage_date_time at time zone 'UTC')::date,
       coalesce(user_id, '00000000-0000-0000-0000-000000000000'), coalesce(invoice_code, ''),
       count(*), coalesce(sum(total_ticks), 0), coalesce(sum(discounted_ticks), 0)
from views.creditusages
group by 1, 2, 3, 4;

-- Each session and test counts up to twice or thrice: in the month in which it was planned, started, and finished.
with moment as (
  select s.space, coalesce(s.managed_by_user_id, '00000000-0000-0000-0000-000000000000') as user_id,
         get_byte(uuid_send(s.id), 15) & 7 as shard, m.at, m.planned, m.started, m.finished,
         case when m.finished = 1 and s.started_at >= '2001-03-02Z' and s.ended_at >= s.started_at
           then floor(extract(epoch from s.ended_at))::bigint - floor(extract(epoch from s.started_at))::bigint end as seconds
  from views.sessions s
    cross join lateral (values (s.create_date, 1, 0, 0), (s.started_at, 0, 1, 0),
                               (case when s.status >= 30 then s.ended_at end, 0, 0, 1)) m (at, planned, started, finished)
  where m.at >= '2001-03-02Z'
    and not (coalesce(s.session_type, 0) between 100 and 1900 and s.session_type % 100 = 0)
), bucket as (
  select *, width_bucket(seconds, array[300, 600, 900, 1200, 1800, 2700, 3600, 4500, 5400, 7200, 9000, 10800, 14400, 21600,
                                        28800]::bigint[]) as b
  from moment
)
insert into views.reportsessions
select space, date_trunc('month', at at time zone 'UTC')::date, user_id, shard, sum(planned), sum(started), sum(finished),
       count(seconds), coalesce(sum(seconds), 0),
       count(*) filter (where b = 0), count(*) filter (where b = 1), count(*) filter (where b = 2),
       count(*) filter (where b = 3), count(*) filter (where b = 4), count(*) filter (where b = 5),
       count(*) filter (where b = 6), count(*) filter (where b = 7), count(*) filter (where b = 8),
       count(*) filter (where b = 9), count(*) filter (where b = 10), count(*) filter (where b = 11),
       count(*) filter (where b = 12), count(*) filter (where b = 13), count(*) filter (where b = 14),
       count(*) filter (where b = 15)
from bucket
group by 1, 2, 3, 4;

with moment as (
  select t.space, coalesce(t.test_id, '00000000-0000-0000-0000-000000000000') as test_id,
         get_byte(uuid_send(t.id), 15) & 7 as shard, m.at, m.started, m.finished,
         case when m.finished = 1 and t.test_start >= '2001-03-02Z' and t.test_end >= t.test_start
           then floor(extract(epoch from t.test_end))::bigint - floor(extract(epoch from t.test_start))::bigint end as seconds
  from views.sessiontests t
    cross join lateral (values (t.test_start, 1, 0),
                               (case when t.status >= 30 then t.test_end end, 0, 1)) m (at, started, finished)
  where m.at >= '2001-03-02Z'
), bucket as (
  select *, width_bucket(seconds, array[300, 600, 900, 1200, 1800, 2700, 3600, 4500, 5400, 7200, 9000, 10800, 14400, 21600,
                                        28800]::bigint[]) as b
  from moment
)
insert into views.reporttests
select space, date_trunc('month', at at time zone 'UTC')::date, test_id, shard, sum(started), sum(finished),
       count(seconds), coalesce(sum(seconds), 0),
       count(*) filter (where b = 0), count(*) filter (where b = 1), count(*) filter (where b = 2),
       count(*) filter (where b = 3), count(*) filter (where b = 4), count(*) filter (where b = 5),
       count(*) filter (where b = 6), count(*) filter (where b = 7), count(*) filter (where b = 8),
       count(*) filter (where b = 9), count(*) filter (where b = 10), count(*) filter (where b = 11),
       count(*) filter (where b = 12), count(*) filter (where b = 13), count(*) filter (where b = 14),
       count(*) filter (where b = 15)
from bucket
group by 1, 2, 3, 4;
