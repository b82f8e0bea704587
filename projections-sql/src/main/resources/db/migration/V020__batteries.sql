-- Sets of tests and reports that are planned together.
create table views.batteries (
  space uuid not null,
  id uuid not null,
  battery_name text,
  description text,
  invoice_code text,
  before_battery_script text,
  after_battery_script text,
  report_mail_adress text,
  battery_costs integer,
  battery_reports text,
  battery_tests text,
  active boolean,
  notify_after_battery_completes boolean,
  mail_reports_when_battery_completes boolean,
  mail_report_to_candidate boolean,
  battery_type integer,
  plugin_data text,
  remarks text,
  managed_by_user_id uuid,
  subject uuid,
  primary key (space, id)
);

comment on table views.batteries is 'Sets of tests and reports that are planned together.';
