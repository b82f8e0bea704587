-- Views over the view tables, for lists that combine objects and for reporting tools. A function defines them because a rebuild
-- replaces the tables underneath.
create or replace function work.drop_combined_views() returns void language sql as $drop$
  drop view if exists views.sessiontestsview, views.groupsessionsview, views.groupmembers, views.history,
    reporting.usage_by_month, reporting.sessions_by_month, reporting.tests_by_month, reporting.groups;
$drop$;

create or replace function work.define_combined_views() returns void language plpgsql as $define$
begin
  perform work.drop_combined_views();

  create view views.sessiontestsview as
  select t.space, t.id, t.session_id, t.test_id, t.pers_id, t.sequence, t.test_language, t.norm_id1, t.norm_id2, t.norm_id3,
         t.test_start, t.test_end, t.percentage_of_questions_answered, t.total_test_time, t.status, t.current_page,
         t.total_pages, t.how_the_test_is_taken, t.warning_message, t.warning_time, t.billed, t.subject,
         s.description, s.session_type, s.status as sessionstatus, s.active, s.create_date, s.allowed_start_date_time,
         s.allowed_end_date_time, s.started_at, s.ended_at,
         p.email, p.first_name, p.initials, p.last_name, p.titles_before, p.titles_after, p.education_id, p.organisation_id,
         p.nationality_id, p.preferred_language, p.sex, p.date_of_last_test, p.birth_date, p.age, p.person_type,
         p.active as personactive
  from views.sessiontests t
    join views.sessions s on s.space = t.space and s.id = t.session_id
    left join views.persons p on p.space = t.space and p.id = t.pers_id;

  comment on view views.sessiontestsview is 'Session tests with their session and person.';

  create view views.groupsessionsview as
  select g.space, g.id, g.group_session_id, g.group_id, g.session_type, g.description, g.goal, g.used_battery_ids, g.remarks,
         g.session_state, g.allowed_start_date_time, g.allowed_end_date_time, g.started_at, g.ended_at, g.status, g.active,
         g.email_notification_adresses, g.enforce_session_end_date_time, g.managed_by_user_id,
         g.email_notification_include_results, g.subject,
         coalesce(members.readycount, 0) as readycount, coalesce(members.inprogresscount, 0) as inprogresscount,
         coalesce(members.donecount, 0) as donecount
  from views.sessions g
    left join views.groupcounts members on members.space = g.space and members.group_session_id = g.id
  where g.session_type between 100 and 1900 and g.session_type % 100 = 0;

  comment on view views.groupsessionsview is 'Group sessions with the number of their members by progress.';

  create view views.groupmembers as
  select m.space, p.id, m.group_session_id as parentsessionid, m.id as sessionid, m.status as sessionstatus,
         m.session_type as sessiontype, p.email, p.first_name, p.initials, p.last_name, p.titles_before, p.titles_after,
         p.education_id, p.organisation_id, p.nationality_id, p.preferred_language, p.sex, p.date_of_last_test, p.birth_date,
         p.active, p.company_id, p.managed_by_user_id, m.create_date, p.age, p.person_type, p.subject
  from views.sessions m
    join views.persons p on p.space = m.space and p.id = m.person_id
  where m.group_session_id <> '00000000-0000-0000-0000-000000000000' and m.group_session_id <> m.id;

  comment on view views.groupmembers is 'The persons in group sessions, one row per member session.';

  create view views.history as
  select a.space, a.id, a.create_date as moment,
         a.kind, coalesce(a.event_type, '') as event_type,
         case a.event_type
           when 'SessionPlanned' then 'Session planned with status %%SessionStatus%%'
           when 'SessionChanged' then 'Session changed, status %%SessionStatus%%'
           when 'SessionTestAssigned' then 'Test %%TestID%% added to the session'
           when 'SessionTestChanged' then 'Session test %%TestID%% changed'
           when 'SessionTestBilled' then 'Session test %%TestID%% billed'
           else a.audit_message
         end as story,
         case a.object_type
           when 1 then 'sessions'
           when 2 then 'sessiontests'
           when 3 then 'persons'
           when 4 then 'logins'
           when 5 then 'companies'
           when 6 then 'creditgrants'
           when 7 then 'creditusages'
           when 8 then 'tests'
           when 9 then 'reportdefinitions'
           when 10 then 'screentemplates'
           when 11 then 'batteries'
           when 12 then 'educations'
           when 13 then 'nationalities'
           when 14 then 'organisations'
           when 15 then 'groups'
           when 16 then 'generatedreports'
           when 17 then 'rightstemplates'
           when 18 then 'systemsettings'
           when 19 then 'tokens'
           when 20 then 'datagathering'
           when 23 then 'audittrail'
           when 25 then 'files'
           when 30 then 'translations'
           when 40 then 'erasurereceipts'
           when 41 then 'retentionrules'
           when 1001 then 'mails'
           when 1010 then 'rebuilds'
           else ''
         end as entity,
         a.object_type, a.message_id, a.object_id, a.session_id, a.space as company_id, a.user_id,
         -- A candidate's login goes with the last session, a master user's is in the own company. UserNames asks for it here.
         coalesce(nullif(l.user_name, ''), nullif(l.email, ''),
           (select nullif(concat_ws(' ', p.first_name, p.last_name), '') from views.persons p
            where p.space = a.space and p.id = a.user_id),
           (select min(m.user_name) from views.logins m where m.id = a.user_id and m.is_master_user)) as user_name,
         coalesce(own.test_name, shared.test_name) as test_name,
         coalesce(a.address, '') as address, a.correlation_id, a.old_data, a.new_data, a.hidden as is_hidden, a.subject
  from views.audittrail a
    left join views.logins l on l.space = a.space and l.id = a.user_id
    -- Events of session tests have the ID there; a note can have any text. A regular expression takes ten times as long.
    cross join lateral (
      select case when a.event_type like 'SessionTest%' and strpos(a.new_data, '"TestID":"') > 0
                  then substr(a.new_data, strpos(a.new_data, '"TestID":"') + 10, 36)::uuid end as test_id) told
    left join views.tests own on own.space = a.space and own.id = told.test_id
    left join views.tests shared on shared.space = '00000000-0000-0000-0000-000000000000' and shared.id = told.test_id;

  comment on view views.history is 'Searched by auditors: every event with who, when, from where and in which call.';

  create view reporting.usage_by_month as
  select u.month, u.space as company_id, c.company_name as company, u.user_id as consultant_id, u.test_id,
         coalesce(own.test_name, shared.test_name) as test, u.invoice_code as billed_as,
         u.usages, u.ticks as credits, u.discounted_ticks as discount
  from views.reportusages u
    left join views.companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = u.space
    left join views.tests own on own.space = u.space and own.id = u.test_id
    left join views.tests shared on shared.space = '00000000-0000-0000-0000-000000000000' and shared.id = u.test_id;

  comment on view reporting.usage_by_month is 'Session tests that were charged, by month of the charge.';
  comment on column reporting.usage_by_month.month is 'The first day of the month, in UTC.';
  comment on column reporting.usage_by_month.company_id is 'The company.';
  comment on column reporting.usage_by_month.company is 'The name of the company; null if it has been removed.';
  comment on column reporting.usage_by_month.consultant_id is 'The consultant whose session it was; all zeros if there was none.';
  comment on column reporting.usage_by_month.test_id is 'The definition of the test; all zeros if the usage was entered by hand.';
  comment on column reporting.usage_by_month.test is 'The name of the test; null if it has been removed or there was none.';
  comment on column reporting.usage_by_month.billed_as is 'What the bill names: the invoice code that the test had, or its name if it had none.';
  comment on column reporting.usage_by_month.usages is 'Number of session tests charged.';
  comment on column reporting.usage_by_month.credits is 'Credits charged.';
  comment on column reporting.usage_by_month.discount is 'Credits not charged because of a discount.';

  create view reporting.sessions_by_month as
  select s.month, s.space as company_id, c.company_name as company, s.user_id as consultant_id,
         sum(s.planned) as planned, sum(s.started) as started, sum(s.finished) as finished, sum(s.timed) as timed,
         sum(s.seconds) as seconds, sum(s.under_5) as under_5,
         sum(s.under_10) as under_10,
         sum(s.under_15) as under_15,
         sum(s.under_20) as under_20,
         sum(s.under_30) as under_30,
         sum(s.under_45) as under_45,
         sum(s.under_60) as under_60,
         sum(s.under_75) as under_75,
         sum(s.under_90) as under_90,
         sum(s.under_120) as under_120,
         sum(s.under_150) as under_150,
         sum(s.under_180) as under_180,
         sum(s.under_240) as under_240,
         sum(s.under_360) as under_360,
         sum(s.under_480) as under_480,
         sum(s.longer) as longer
  from views.reportsessions s
    left join views.companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = s.space
  group by s.month, s.space, c.company_name, s.user_id;

  comment on view reporting.sessions_by_month is 'Sessions by the months in which they were planned, started and finished; sessions that represent a group or a public session are not counted.';
  comment on column reporting.sessions_by_month.month is 'The first day of the month, in UTC.';
  comment on column reporting.sessions_by_month.company_id is 'The company.';
  comment on column reporting.sessions_by_month.company is 'The name of the company; null if it has been removed.';
  comment on column reporting.sessions_by_month.consultant_id is 'The consultant who manages the session; all zeros if there is none.';
  comment on column reporting.sessions_by_month.planned is 'Number planned in the month.';
  comment on column reporting.sessions_by_month.started is 'Number started in the month.';
  comment on column reporting.sessions_by_month.finished is 'Number finished in the month.';
  comment on column reporting.sessions_by_month.timed is 'Number of those finished that have a start and an end time.';
  comment on column reporting.sessions_by_month.seconds is 'Total duration of those; divided by timed, the average.';
  comment on column reporting.sessions_by_month.under_5 is 'Number of timed that took at least 0 but less than 5 minutes.';
  comment on column reporting.sessions_by_month.under_10 is 'Number of timed that took at least 5 but less than 10 minutes.';
  comment on column reporting.sessions_by_month.under_15 is 'Number of timed that took at least 10 but less than 15 minutes.';
  comment on column reporting.sessions_by_month.under_20 is 'Number of timed that took at least 15 but less than 20 minutes.';
  comment on column reporting.sessions_by_month.under_30 is 'Number of timed that took at least 20 but less than 30 minutes.';
  comment on column reporting.sessions_by_month.under_45 is 'Number of timed that took at least 30 but less than 45 minutes.';
  comment on column reporting.sessions_by_month.under_60 is 'Number of timed that took at least 45 but less than 60 minutes.';
  comment on column reporting.sessions_by_month.under_75 is 'Number of timed that took at least 60 but less than 75 minutes.';
  comment on column reporting.sessions_by_month.under_90 is 'Number of timed that took at least 75 but less than 90 minutes.';
  comment on column reporting.sessions_by_month.under_120 is 'Number of timed that took at least 90 but less than 120 minutes.';
  comment on column reporting.sessions_by_month.under_150 is 'Number of timed that took at least 120 but less than 150 minutes.';
  comment on column reporting.sessions_by_month.under_180 is 'Number of timed that took at least 150 but less than 180 minutes.';
  comment on column reporting.sessions_by_month.under_240 is 'Number of timed that took at least 180 but less than 240 minutes.';
  comment on column reporting.sessions_by_month.under_360 is 'Number of timed that took at least 240 but less than 360 minutes.';
  comment on column reporting.sessions_by_month.under_480 is 'Number of timed that took at least 360 but less than 480 minutes.';
  comment on column reporting.sessions_by_month.longer is 'Number of timed that took 480 minutes or longer.';

  create view reporting.tests_by_month as
  select t.month, t.space as company_id, c.company_name as company, t.test_id,
         coalesce(own.test_name, shared.test_name) as test, sum(t.started) as started, sum(t.finished) as finished,
         sum(t.timed) as timed, sum(t.seconds) as seconds, sum(t.under_5) as under_5,
         sum(t.under_10) as under_10,
         sum(t.under_15) as under_15,
         sum(t.under_20) as under_20,
         sum(t.under_30) as under_30,
         sum(t.under_45) as under_45,
         sum(t.under_60) as under_60,
         sum(t.under_75) as under_75,
         sum(t.under_90) as under_90,
         sum(t.under_120) as under_120,
         sum(t.under_150) as under_150,
         sum(t.under_180) as under_180,
         sum(t.under_240) as under_240,
         sum(t.under_360) as under_360,
         sum(t.under_480) as under_480,
         sum(t.longer) as longer
  from views.reporttests t
    left join views.companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = t.space
    left join views.tests own on own.space = t.space and own.id = t.test_id
    left join views.tests shared on shared.space = '00000000-0000-0000-0000-000000000000' and shared.id = t.test_id
  group by t.month, t.space, c.company_name, t.test_id, own.test_name, shared.test_name;

  comment on view reporting.tests_by_month is 'Tests of sessions by the months in which they were started and finished.';
  comment on column reporting.tests_by_month.month is 'The first day of the month, in UTC.';
  comment on column reporting.tests_by_month.company_id is 'The company.';
  comment on column reporting.tests_by_month.company is 'The name of the company; null if it has been removed.';
  comment on column reporting.tests_by_month.test_id is 'The definition of the test.';
  comment on column reporting.tests_by_month.test is 'The name of the test; null if it has been removed.';
  comment on column reporting.tests_by_month.started is 'Number started in the month.';
  comment on column reporting.tests_by_month.finished is 'Number finished in the month.';
  comment on column reporting.tests_by_month.timed is 'Number of those finished that have a start and an end time.';
  comment on column reporting.tests_by_month.seconds is 'Total duration of those; divided by timed, the average.';
  comment on column reporting.tests_by_month.under_5 is 'Number of timed that took at least 0 but less than 5 minutes.';
  comment on column reporting.tests_by_month.under_10 is 'Number of timed that took at least 5 but less than 10 minutes.';
  comment on column reporting.tests_by_month.under_15 is 'Number of timed that took at least 10 but less than 15 minutes.';
  comment on column reporting.tests_by_month.under_20 is 'Number of timed that took at least 15 but less than 20 minutes.';
  comment on column reporting.tests_by_month.under_30 is 'Number of timed that took at least 20 but less than 30 minutes.';
  comment on column reporting.tests_by_month.under_45 is 'Number of timed that took at least 30 but less than 45 minutes.';
  comment on column reporting.tests_by_month.under_60 is 'Number of timed that took at least 45 but less than 60 minutes.';
  comment on column reporting.tests_by_month.under_75 is 'Number of timed that took at least 60 but less than 75 minutes.';
  comment on column reporting.tests_by_month.under_90 is 'Number of timed that took at least 75 but less than 90 minutes.';
  comment on column reporting.tests_by_month.under_120 is 'Number of timed that took at least 90 but less than 120 minutes.';
  comment on column reporting.tests_by_month.under_150 is 'Number of timed that took at least 120 but less than 150 minutes.';
  comment on column reporting.tests_by_month.under_180 is 'Number of timed that took at least 150 but less than 180 minutes.';
  comment on column reporting.tests_by_month.under_240 is 'Number of timed that took at least 180 but less than 240 minutes.';
  comment on column reporting.tests_by_month.under_360 is 'Number of timed that took at least 240 but less than 360 minutes.';
  comment on column reporting.tests_by_month.under_480 is 'Number of timed that took at least 360 but less than 480 minutes.';
  comment on column reporting.tests_by_month.longer is 'Number of timed that took 480 minutes or longer.';

  create view reporting.groups as
  select date_trunc('month', g.create_date at time zone 'UTC')::date as month, g.space as company_id,
         c.company_name as company, g.managed_by_user_id as consultant_id, g.id as group_session_id, g.session_type,
         coalesce(m.readycount, 0) as ready, coalesce(m.inprogresscount, 0) as in_progress, coalesce(m.donecount, 0) as done
  from views.sessions g
    left join views.groupcounts m on m.space = g.space and m.group_session_id = g.id
    left join views.companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = g.space
  where g.session_type between 100 and 1900 and g.session_type % 100 = 0;

  comment on view reporting.groups is 'Group and public sessions, one row each, with the progress of their members.';
  comment on column reporting.groups.month is 'The first day of the month, in UTC.';
  comment on column reporting.groups.company_id is 'The company.';
  comment on column reporting.groups.company is 'The name of the company; null if it has been removed.';
  comment on column reporting.groups.consultant_id is 'The consultant who manages the group.';
  comment on column reporting.groups.group_session_id is 'The session that represents the group.';
  comment on column reporting.groups.session_type is '100 and 1000 for groups, 200 and 1200 for public sessions.';
  comment on column reporting.groups.ready is 'Number of members who have not started.';
  comment on column reporting.groups.in_progress is 'Number of members who have started.';
  comment on column reporting.groups.done is 'Number of members who have finished.';

  grant select on reporting.usage_by_month, reporting.sessions_by_month, reporting.tests_by_month, reporting.groups to itr_reporting;

  if exists (select from pg_roles where rolname = 'itr_app') then
    grant select on views.sessiontestsview, views.groupsessionsview, views.groupmembers, views.history to itr_app;
  end if;
end
$define$;

do $$ begin perform work.define_combined_views(); end $$;
