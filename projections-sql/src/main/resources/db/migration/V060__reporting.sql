-- What staff may read with tools of their own: views without anything personal, and a role that can read nothing else. The
-- role cannot log in; an administrator makes logins and gives them the role.
create schema reporting;

comment on schema reporting is 'Figures for tools of reporting staff. No personal data, no secrets, no events.';

do $$
begin
  if not exists (select from pg_roles where rolname = 'itr_reporting') then
    create role itr_reporting nologin;
  end if;
end
$$;

grant usage on schema reporting to itr_reporting;
