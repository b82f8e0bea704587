-- Anonymised results, one row a session and test, for research.
create table views.datagathering (
  space uuid not null,
  id uuid not null,
  company_id uuid,
  session_id uuid,
  test_id uuid,
  person_data text,
  group_data text,
  session_data text,
  test_data text,
  plugin_data text,
  session_description text,
  test_description text,
  company_description text,
  group_description text,
  session_end_data timestamptz,
  subject uuid,
  primary key (space, id)
);

comment on table views.datagathering is 'Anonymised results, one row a session and test, for research.';

create index datagathering_by_session_id_test_id on views.datagathering (space, session_id, test_id);

create index datagathering_by_session_end_data on views.datagathering (space, session_end_data);

create index datagathering_by_subject on views.datagathering (subject) where subject is not null;
