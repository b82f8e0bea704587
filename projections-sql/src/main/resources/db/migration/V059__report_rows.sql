-- How the rows behind a figure are found: tests by when they were started and finished, groups by when they were made,
-- and what is one consultant's.
create index sessiontests_by_test_start on views.sessiontests (space, test_start) where test_start >= '2001-03-02Z';

create index sessiontests_by_test_end on views.sessiontests (space, test_end) where test_end >= '2001-03-02Z';

create index sessions_by_managed_by_user_id on views.sessions (space, managed_by_user_id);

create index sessions_of_groups_by_create_date on views.sessions (space, create_date)
  where session_type between 100 and 1900 and session_type % 100 = 0;
