-- What the server may do: add and read events, everything with views, secrets, files and work under way.
grant usage on schema events, views, secrets, files, work to itr_app;

revoke all on all tables in schema events from itr_app;
grant select, insert on events.event, events.seal to itr_app;
grant select, insert, update, delete on events.snapshot to itr_app;

grant select, insert, update, delete on all tables in schema views to itr_app;
grant select, insert, update, delete on all tables in schema secrets to itr_app;
grant select, insert, update, delete on all tables in schema work to itr_app;
grant select, insert, update, delete on all tables in schema files to itr_app;
