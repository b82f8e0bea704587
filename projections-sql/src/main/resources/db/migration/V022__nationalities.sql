-- Nationalities that a person can have.
create table views.nationalities (
  space uuid not null,
  id uuid not null,
  nationality_name text,
  nationality_code text,
  translations text,
  remarks text,
  nationality_type integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.nationalities is 'Nationalities that a person can have.';
