-- Client organisations of a company.
create table views.organisations (
  space uuid not null,
  id uuid not null,
  name text,
  address text,
  logo text,
  contact_person text,
  contact_phone text,
  contact_email text,
  remarks text,
  active boolean,
  plugin_data text,
  organisation_type integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.organisations is 'Client organisations of a company.';
