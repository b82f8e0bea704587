-- Report definitions.
create table views.reportdefinitions (
  space uuid not null,
  id uuid not null,
  test_id uuid,
  report_type integer,
  description text,
  explanation text,
  invoice_code text,
  costs_in_ticks integer,
  remarks text,
  report_language text,
  active boolean,
  default_report boolean,
  before_report_script text,
  after_report_script text,
  per_candidate_report_script text,
  report_text text,
  report_graphs text,
  plugin_data text,
  test_ids text,
  generation integer,
  subject uuid,
  primary key (space, id)
);

comment on table views.reportdefinitions is 'Report definitions.';
