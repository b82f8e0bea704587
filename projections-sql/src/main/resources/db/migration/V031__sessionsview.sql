-- Sessions with their person.
create table views.sessionsview (
  space uuid not null,
  id uuid not null,
  group_session_id uuid,
  group_id uuid,
  person_id uuid,
  session_type integer,
  description text,
  goal text,
  used_battery_ids text,
  remarks text,
  session_state text,
  allowed_start_date_time timestamptz,
  allowed_end_date_time timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  status integer,
  active boolean,
  email_notification_adresses text,
  enforce_session_end_date_time boolean,
  managed_by_user_id uuid,
  email_notification_include_results boolean,
  email text,
  first_name text,
  initials text,
  last_name text,
  titles_before text,
  titles_after text,
  education_id uuid,
  organisation_id uuid,
  nationality_id uuid,
  preferred_language text,
  sex integer,
  date_of_last_test timestamptz,
  birth_date date,
  personactive boolean,
  create_date timestamptz,
  age integer,
  person_type integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.sessionsview is 'Sessions with their person.';

create index sessionsview_by_person_id_in_space on views.sessionsview (space, person_id);

create index sessionsview_by_status_description on views.sessionsview (space, status, description);

create index sessionsview_by_status_create_date on views.sessionsview (space, status, create_date);

create index sessionsview_by_status_allowed_start_date_time on views.sessionsview (space, status, allowed_start_date_time);

create index sessionsview_by_status_started_at on views.sessionsview (space, status, started_at);

create index sessionsview_by_status_ended_at on views.sessionsview (space, status, ended_at);

create index sessionsview_by_description_in_space on views.sessionsview (space, description);

create index sessionsview_by_create_date_in_space on views.sessionsview (space, create_date);

create index sessionsview_by_allowed_start_date_time_in_space on views.sessionsview (space, allowed_start_date_time);

create index sessionsview_by_started_at_in_space on views.sessionsview (space, started_at);

create index sessionsview_by_ended_at_in_space on views.sessionsview (space, ended_at);
