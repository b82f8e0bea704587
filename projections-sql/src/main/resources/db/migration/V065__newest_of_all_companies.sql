-- What master users see of all companies together, the newest first: the history, and the rows behind the figures of
-- reports. Moments grow with the order of rows, so an entry goes to the end of its index.
create index audittrail_by_moment on views.audittrail (create_date);

create index creditusages_by_moment on views.creditusages (usage_date_time);

create index sessionsview_by_create_date on views.sessionsview (create_date);

create index sessionsview_by_started_at on views.sessionsview (started_at) where started_at >= '2001-03-02Z';

create index sessionsview_by_ended_at on views.sessionsview (ended_at) where ended_at >= '2001-03-02Z';

create index sessiontests_started on views.sessiontests (test_start) where test_start >= '2001-03-02Z';

create index sessiontests_ended on views.sessiontests (test_end) where test_end >= '2001-03-02Z';

create index sessions_of_groups_made on views.sessions (create_date)
  where session_type between 100 and 1900 and session_type % 100 = 0;
