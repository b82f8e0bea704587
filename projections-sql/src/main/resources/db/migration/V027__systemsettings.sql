-- Named settings of a company or of the server.
create table views.systemsettings (
  space uuid not null,
  parameter_name text not null,
  par_value text,
  par_protected boolean,
  subject uuid,
  primary key (space, parameter_name)
);

comment on table views.systemsettings is 'Named settings of a company or of the server.';
