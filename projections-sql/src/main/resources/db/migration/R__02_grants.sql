-- What the server may do: add and read events, everything with views, secrets, files and work under way.
grant usage on schema events, views, secrets, files, work to itr_app;

revoke all on all tables in schema events from itr_app;
grant select on events.event to itr_app;
-- The place of an event in the order of all is given by the database alone.
grant insert (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision, occurred_at, payload, metadata,
              previous_hash, hash) on events.event to itr_app;
grant select, insert on events.seal to itr_app;
grant select, insert, update, delete on events.snapshot to itr_app;

grant select, insert, update, delete on all tables in schema views to itr_app;
grant select, insert, update, delete on all tables in schema secrets to itr_app;
grant select, insert, update, delete on all tables in schema work to itr_app;
grant select, insert, update, delete on all tables in schema files to itr_app;
