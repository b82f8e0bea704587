-- Candidates, and the few persons a company needs beside them.
create table views.persons (
  space uuid not null,
  id uuid not null,
  email text,
  first_name text,
  initials text,
  last_name text,
  titles_before text,
  titles_after text,
  education_id uuid,
  user_defined_fields text,
  organisation_id uuid,
  nationality_id uuid,
  remarks text,
  preferred_language text,
  sex integer,
  date_of_last_test timestamptz,
  birth_date date,
  active boolean,
  company_id uuid,
  plugin_data text,
  managed_by_user_id uuid,
  age integer,
  person_type integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.persons is 'Candidates, and the few persons a company needs beside them.';

create index persons_by_email on views.persons (space, email);

create index persons_by_last_name on views.persons (space, last_name);
