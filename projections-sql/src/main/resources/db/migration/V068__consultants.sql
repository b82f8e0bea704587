-- The few logins of consultants among those of candidates, for reports of all companies.
create index logins_of_consultants on views.logins (space) where is_test_taking_user = false or is_office_user = true;
