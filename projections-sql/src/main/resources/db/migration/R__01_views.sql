-- Views over the view tables, for lists that combine objects. They are defined by a function because a rebuild puts new
-- tables under them.
create or replace function work.drop_combined_views() returns void language sql as $drop$
  drop view if exists views.sessiontestsview, views.groupsessionsview, views.groupmembers, views.history;
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

  comment on view views.groupsessionsview is 'Group sessions with the count of their members by progress.';

  create view views.groupmembers as
  select m.space, p.id, m.group_session_id as parentsessionid, m.id as sessionid, m.status as sessionstatus,
         m.session_type as sessiontype, p.email, p.first_name, p.initials, p.last_name, p.titles_before, p.titles_after,
         p.education_id, p.organisation_id, p.nationality_id, p.preferred_language, p.sex, p.date_of_last_test, p.birth_date,
         p.active, p.company_id, p.managed_by_user_id, m.create_date, p.age, p.person_type, p.subject
  from views.sessions m
    join views.persons p on p.space = m.space and p.id = m.person_id
  where m.group_session_id <> '00000000-0000-0000-0000-000000000000' and m.group_session_id <> m.id;

  comment on view views.groupmembers is 'The persons of group sessions, a row a member session.';

  create view views.history as
  select a.space, a.id, a.create_date as moment,
         a.kind, coalesce(a.event_type, '') as event_type, a.audit_message as story,
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
           when 1001 then 'mails'
           else ''
         end as entity,
         a.object_type, a.message_id, a.object_id, a.session_id, a.space as company_id, a.user_id, l.user_name,
         coalesce(a.address, '') as address, a.correlation_id, a.old_data, a.new_data, a.hidden as is_hidden, a.subject
  from views.audittrail a
    left join views.logins l on l.space = a.space and l.id = a.user_id;

  comment on view views.history is 'What auditors search: every event with who, when, from where and in which call.';

  if exists (select from pg_roles where rolname = 'itr_app') then
    grant select on views.sessiontestsview, views.groupsessionsview, views.groupmembers, views.history to itr_app;
  end if;
end
$define$;

do $$ begin perform work.define_combined_views(); end $$;
