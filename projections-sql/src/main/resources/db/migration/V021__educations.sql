-- Educations that a person can have had.
create table views.educations (
  space uuid not null,
  id uuid not null,
  name text,
  education_group text,
  remarks text,
  active boolean,
  education_type integer,
  plugin_data text,
  subject uuid,
  primary key (space, id)
);

comment on table views.educations is 'Educations that a person can have had.';
