-- Sets of rights to give to new consultants.
create table views.rightstemplates (
  space uuid not null,
  id uuid not null,
  description text,
  comments text,
  contents text,
  plugin_data text,
  subject uuid,
  primary key (space, id)
);

comment on table views.rightstemplates is 'Sets of rights to give to new consultants.';
