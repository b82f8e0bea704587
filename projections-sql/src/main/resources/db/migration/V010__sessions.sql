-- Test sessions: what a consultant plans for a candidate, a group or the public.
create table views.sessions (
  space uuid not null,
  id uuid not null,
  group_session_id uuid,
  group_id uuid,
  person_id uuid,
  session_type integer,
  description text,
  goal text,
  used_battery_ids text,
  user_defined_fields text,
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
  plugin_data text,
  create_date timestamptz,
  short_login_code text,
  subject uuid,
  primary key (space, id)
);

comment on table views.sessions is 'Test sessions: what a consultant plans for a candidate, a group or the public.';

create index sessions_by_person_id on views.sessions (space, person_id);

create index sessions_by_group_session_id on views.sessions (space, group_session_id);

create index sessions_by_lower_short_login_code on views.sessions (lower(short_login_code)) where short_login_code <> '';
