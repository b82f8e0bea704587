-- Groups of persons.
create table views.groups (
  space uuid not null,
  id uuid not null,
  description text,
  remarks text,
  plugin_data text,
  user_defined_fields text,
  active boolean,
  managed_by_user_id uuid,
  group_type integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.groups is 'Groups of persons.';
