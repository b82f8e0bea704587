-- Reports made for a session.
create table views.generatedreports (
  space uuid not null,
  id uuid not null,
  report_id uuid,
  linked_object_id uuid,
  report_text text,
  report_title text,
  plugin_data text,
  subject uuid,
  primary key (space, id)
);

comment on table views.generatedreports is 'Reports made for a session.';

create index generatedreports_by_linked_object_id on views.generatedreports (space, linked_object_id);
