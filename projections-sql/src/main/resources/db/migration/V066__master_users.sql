-- Who did something in another company is looked up by the user's ID alone.
create index logins_of_master_users on views.logins (id) where is_master_user;
