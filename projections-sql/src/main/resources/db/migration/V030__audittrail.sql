-- The audit trail: a view of the events.
create table views.audittrail (
  space uuid not null,
  id uuid not null,
  object_id uuid,
  company_id uuid,
  user_id uuid,
  object_type integer,
  old_data text,
  new_data text,
  audit_message text,
  message_id integer,
  create_date timestamptz,
  session_id uuid,
  subject uuid,
  hidden boolean not null,
  primary key (space, id)
);

comment on table views.audittrail is 'The audit trail: a view of the events.';

create index audittrail_by_create_date on views.audittrail (space, create_date);

create index audittrail_by_object_id_create_date on views.audittrail (space, object_id, create_date);

create index audittrail_by_session_id_create_date on views.audittrail (space, session_id, create_date) where session_id is not null;

create index audittrail_by_subject on views.audittrail (subject) where subject is not null;
