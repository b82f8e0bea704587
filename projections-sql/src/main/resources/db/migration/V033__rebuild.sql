-- Rebuilding views: new tables are filled beside the live ones and take their place in one transaction. The server may not
-- change tables itself, so it asks these functions, which run with the rights of the owner.

create schema views_next;

comment on schema views_next is 'Views being rebuilt; empty when no rebuild is under way.';

grant usage on schema views_next to itr_app;

-- Makes empty twins of all view tables, with their keys and with the indexes that folding itself looks things up by; the
-- other indexes come when the tables are full.
create function work.begin_rebuild(needed_indexes text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  for live in select tablename from pg_tables where schemaname = 'views_next' loop
    execute format('drop table views_next.%I', live.tablename);
  end loop;
  for live in select tablename from pg_tables where schemaname = 'views' loop
    execute format('create table views_next.%I (like views.%I including defaults)', live.tablename, live.tablename);
    execute format('grant select, insert, update, delete on views_next.%I to itr_app', live.tablename);
  end loop;
  for live in
    select c.conname, t.relname, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.connamespace = 'views'::regnamespace and c.contype = 'p'
  loop
    execute format('alter table views_next.%I add constraint %I %s', live.relname, live.conname, live.definition);
  end loop;
  for live in select indexdef from pg_indexes where schemaname = 'views' and indexname = any (needed_indexes) loop
    execute replace(live.indexdef, ' ON views.', ' ON views_next.');
  end loop;
  -- Without statistics of a history that has just grown, reading it in order could sort it anew for every batch.
  analyze events.event;
end
$$;

-- Adds the indexes that the live tables have and the rebuilt ones have not yet.
create function work.index_rebuilt() returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  for live in
    select i.indexdef from pg_indexes i
    where i.schemaname = 'views'
      and not exists (select from pg_indexes n where n.schemaname = 'views_next' and n.indexname = i.indexname)
  loop
    execute replace(live.indexdef, ' ON views.', ' ON views_next.');
  end loop;
end
$$;

-- Holds back writers until the transaction ends, so that the last events can be folded and the tables switched.
create function work.hold_writers() returns void language sql security definer set search_path = pg_catalog as $$
  lock table events.event in share row exclusive mode;
$$;

-- How many rows the live table has that the rebuilt one has not, and the other way round.
create function work.compare_rebuilt(table_name text, out missing bigint, out surplus bigint)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('select count(*) from (select * from views.%1$I except all select * from views_next.%1$I) d', table_name)
    into missing;
  execute format('select count(*) from (select * from views_next.%1$I except all select * from views.%1$I) d', table_name)
    into surplus;
end
$$;

-- Puts the rebuilt tables in the place of the live ones and drops what is left.
create function work.finish_rebuild(table_names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  table_name text;
  rest record;
begin
  perform work.drop_combined_views();
  foreach table_name in array table_names loop
    execute format('drop table views.%I', table_name);
    execute format('alter table views_next.%I set schema views', table_name);
  end loop;
  for rest in select tablename from pg_tables where schemaname = 'views_next' loop
    execute format('drop table views_next.%I', rest.tablename);
  end loop;
  perform work.define_combined_views();
end
$$;

revoke execute on function work.begin_rebuild(text[]), work.index_rebuilt(), work.hold_writers(), work.compare_rebuilt(text),
  work.finish_rebuild(text[]) from public;
grant execute on function work.begin_rebuild(text[]), work.index_rebuilt(), work.hold_writers(), work.compare_rebuilt(text),
  work.finish_rebuild(text[]) to itr_app;
