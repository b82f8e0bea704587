-- The tests of a session, with the answers and scores of its candidate.
create table views.sessiontests (
  space uuid not null,
  id uuid not null,
  session_id uuid,
  test_id uuid,
  pers_id uuid,
  sequence integer,
  test_language text,
  results text,
  scores text,
  norm_id1 uuid,
  norm_id2 uuid,
  norm_id3 uuid,
  test_start timestamptz,
  test_end timestamptz,
  percentage_of_questions_answered integer,
  total_test_time bigint,
  status integer,
  current_page integer,
  total_pages integer,
  how_the_test_is_taken integer,
  warning_message text,
  warning_time timestamptz,
  billed boolean,
  plugin_data text,
  subject uuid,
  primary key (space, id)
);

comment on table views.sessiontests is 'The tests of a session, with the answers and scores of its candidate.';

create index sessiontests_by_session_id on views.sessiontests (space, session_id);

create index sessiontests_by_pers_id on views.sessiontests (space, pers_id);
