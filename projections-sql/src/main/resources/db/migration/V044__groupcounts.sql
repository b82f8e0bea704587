-- How far the members of group sessions are, counted as they come, start and finish, so that a list of groups does not
-- count them.
create table views.groupcounts (
  space uuid not null,
  group_session_id uuid not null,
  readycount bigint not null,
  inprogresscount bigint not null,
  donecount bigint not null,
  primary key (space, group_session_id)
);

comment on table views.groupcounts is 'The members of group sessions by progress.';

insert into views.groupcounts (space, group_session_id, readycount, inprogresscount, donecount)
select space, group_session_id, count(*) filter (where status <= 10), count(*) filter (where status between 11 and 29),
       count(*) filter (where status >= 30)
from views.sessions
where group_session_id <> '00000000-0000-0000-0000-000000000000' and group_session_id <> id
group by space, group_session_id;

-- The few group sessions among all sessions.
create index sessions_of_groups on views.sessions (space, session_type, description)
  where session_type between 100 and 1900 and session_type % 100 = 0;
