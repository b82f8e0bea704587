-- The accounts of consultants and candidates, with their rights.
create table views.logins (
  space uuid not null,
  id uuid not null,
  company_id uuid,
  email text,
  user_openings_screen text,
  user_name text,
  user_rights text,
  user_parameters text,
  preferred_language text,
  mail_address text,
  visiting_address text,
  invoice_address text,
  information_address text,
  remarks text,
  password_expiration_date timestamptz,
  start_date_license timestamptz,
  end_date_license timestamptz,
  last_login_date_time timestamptz,
  last_refresh_date_time timestamptz,
  is_master_user boolean,
  is_test_taking_user boolean,
  is_office_user boolean,
  is_organisation_supervisor boolean,
  is_test_author boolean,
  is_report_author boolean,
  is_test_screen_template_author boolean,
  is_translator boolean,
  may_order_credits boolean,
  may_work_with_batteries_only boolean,
  do_not_renew_license boolean,
  active boolean,
  user_culture text,
  session_pool integer,
  may_work_with_own_objects_only boolean,
  security_template_id uuid,
  has_personal_credit_pool boolean,
  current_personal_credit_level integer,
  plugin_data text,
  is_password_manager boolean,
  is_researcher boolean,
  has_testing_office_access boolean,
  has_educational_office_access boolean,
  subject uuid,
  primary key (space, id)
);

comment on table views.logins is 'The accounts of consultants and candidates, with their rights.';

create index logins_by_lower_email on views.logins (lower(email));

create index logins_by_email on views.logins (space, email);

create index logins_by_last_login_date_time on views.logins (space, last_login_date_time);

-- The last word on what the Login aggregate checks: one account a company and e-mail address.
create unique index logins_have_an_email_once on views.logins (space, lower(email)) where email <> '';
