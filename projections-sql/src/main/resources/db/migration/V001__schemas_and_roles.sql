-- The schemas, and the role that the server works with. The server connects as the owner of the database to migrate it
-- and then steps down to itr_app for everything else.
create schema events;
create schema views;
create schema secrets;
create schema work;

comment on schema events is 'What happened. Rows are only ever added.';
comment on schema views is 'Folds over the events. Any table here can be rebuilt from them.';
comment on schema secrets is 'Keys, password hashes and tokens: what must be forgotten on demand, so it is no event.';
comment on schema work is 'Work under way: the outbox, and rebuilds of views.';

do $$
begin
  if not exists (select from pg_roles where rolname = 'itr_app') then
    create role itr_app nologin;
  end if;
end
$$;

grant itr_app to current_user;
