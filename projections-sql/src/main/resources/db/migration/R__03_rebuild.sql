-- Rebuilding and comparing views: tables are filled beside the live ones, from history, and take their place in one
-- transaction or are compared with them. The server may not change tables itself, so it asks these functions, which run
-- with the rights of the owner. What is asked for by name is looked up in the catalogue, so no name can become SQL.

drop function if exists work.begin_rebuild(text[]), work.index_rebuilt(), work.hold_writers(), work.compare_rebuilt(text),
  work.finish_rebuild(text[]);
drop function if exists work.begin_rebuild(text[], text[]), work.index_next_rebuilt(text[]), work.analyze_rebuilt(text[]),
  work.keep_vacuum_away(text[]), work.count_differences(text), work.list_differences(text, integer),
  work.discard_rebuild(), work.remade_by(oid), work.join_of(text);

-- Drops all tables that were being filled.
create function work.discard_rebuild() returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  rest record;
begin
  for rest in select tablename from pg_tables where schemaname = 'views_next' loop
    execute format('drop table views_next.%I', rest.tablename);
  end loop;
end
$$;

-- Makes empty twins of view tables, with their keys and with the indexes that folding itself looks things up by; the
-- other indexes come when the tables are full.
create function work.begin_rebuild(table_names text[], needed_indexes text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  perform work.discard_rebuild();
  for live in select tablename from pg_tables where schemaname = 'views' and tablename = any (table_names) loop
    execute format(
      'create table views_next.%1$I (like views.%1$I including defaults including generated including storage '
      'including compression including comments)', live.tablename);
    execute format('grant select, insert, update, delete on views_next.%I to itr_app', live.tablename);
  end loop;
  for live in
    select c.conname, t.relname, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.connamespace = 'views'::regnamespace and c.contype = 'p' and t.relname = any (table_names)
  loop
    execute format('alter table views_next.%I add constraint %I %s', live.relname, live.conname, live.definition);
  end loop;
  for live in
    select indexdef from pg_indexes
    where schemaname = 'views' and tablename = any (table_names) and indexname = any (needed_indexes)
  loop
    execute replace(live.indexdef, ' ON views.', ' ON views_next.');
  end loop;
  -- Without statistics of a history that has just grown, reading it in order could sort it anew for every batch.
  analyze events.event;
end
$$;

-- Adds one of the indexes that the live tables have and the rebuilt ones have not yet, and answers its name; null when
-- there is none left. One at a time, so that no transaction is long.
create function work.index_next_rebuilt(table_names text[]) returns text
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  select i.indexname, i.indexdef into live from pg_indexes i
  where i.schemaname = 'views' and i.tablename = any (table_names)
    and not exists (select from pg_indexes n where n.schemaname = 'views_next' and n.indexname = i.indexname)
  order by i.indexname limit 1;
  if live.indexdef is not null then
    execute replace(live.indexdef, ' ON views.', ' ON views_next.');
  end if;
  return live.indexname;
end
$$;

-- Tells the planner what is in the rebuilt tables, so that the first reader's plan is as good as the last one's.
create function work.analyze_rebuilt(table_names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  next record;
begin
  for next in select tablename from pg_tables where schemaname = 'views_next' and tablename = any (table_names) loop
    execute format('analyze views_next.%I', next.tablename);
  end loop;
end
$$;

-- Keeps vacuum away from the live tables until the transaction ends, so that the switch need not wait for it. Nobody else
-- notices.
create function work.keep_vacuum_away(table_names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  for live in select tablename from pg_tables where schemaname = 'views' and tablename = any (table_names) order by 1 loop
    execute format('lock table views.%I in share update exclusive mode', live.tablename);
  end loop;
end
$$;

-- Holds back writers until the transaction ends, so that the last events can be folded and the tables switched.
create function work.hold_writers() returns void language sql security definer set search_path = pg_catalog as $$
  lock table events.event in share row exclusive mode;
$$;

-- The statements that give a table or view of the same name the grants and comments of this one.
create function work.remade_by(relation oid) returns setof text language sql stable set search_path = pg_catalog as $$
  select format('grant %s%s on %s to %s%s', a.privilege_type, case when a.col is null then '' else format(' (%I)', a.col) end,
                relation::regclass, case when a.grantee = 0 then 'public' else quote_ident(r.rolname) end,
                case when a.is_grantable then ' with grant option' else '' end)
  from (select x.*, null::name as col from pg_class c, aclexplode(c.relacl) x where c.oid = relation
        union all
        select x.*, t.attname from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = relation) a
    left join pg_roles r on r.oid = a.grantee
  where a.grantee <> (select relowner from pg_class where oid = relation)
  union all
  select case when d.objsubid = 0
           then format('comment on %s %s is %L', case c.relkind when 'v' then 'view' else 'table' end, relation::regclass, d.description)
           else format('comment on column %s.%I is %L', relation::regclass, t.attname, d.description) end
  from pg_description d
    join pg_class c on c.oid = d.objoid
    left join pg_attribute t on t.attrelid = d.objoid and t.attnum = d.objsubid and d.objsubid > 0
  where d.classoid = 'pg_class'::regclass and d.objoid = relation
$$;

-- Puts the rebuilt tables in the place of the live ones. Views over them, wherever they are, are made again as they were,
-- and so are grants and comments. All locks are taken first, views before what is under them as readers do, so that
-- whoever waits finds the new tables afterwards; with a short lock_timeout it gives way to readers that stay longer.
create function work.finish_rebuild(table_names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
  dependents oid[];
  names text[] := '{}';
  remake text[] := '{}';
  statement text;
begin
  with recursive
    direct as (
      select d.refobjid as under, r.ev_class as over
      from pg_depend d join pg_rewrite r on r.oid = d.objid
      where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and r.ev_class <> d.refobjid
    ),
    dependent(oid, depth) as (
      select d.over, 1 from direct d join pg_class c on c.oid = d.under
      where c.relnamespace = 'views'::regnamespace and c.relname = any (table_names)
      union
      select d.over, b.depth + 1 from dependent b join direct d on d.under = b.oid
    )
  select coalesce(array_agg(oid order by depth, oid), '{}') into dependents
  from (select oid, max(depth) as depth from dependent group by oid) d;

  for live in
    select c.oid, c.oid::regclass::text as name, c.reloptions, pg_get_viewdef(c.oid) as definition, c.relkind, r.rolname
    from unnest(dependents) with ordinality v(oid, place) join pg_class c on c.oid = v.oid join pg_roles r on r.oid = c.relowner
    order by v.place
  loop
    if live.relkind <> 'v' then
      raise exception '% depends on rebuilt tables and is no view', live.name;
    end if;
    names := live.name || names;
    remake := remake || format('create view %s%s as %s', live.name,
      coalesce(' with (' || array_to_string(live.reloptions, ', ') || ')', ''), live.definition);
    if live.rolname <> current_user then
      remake := remake || format('alter view %s owner to %I', live.name, live.rolname);
    end if;
    remake := remake || array(select work.remade_by(live.oid));
  end loop;

  foreach statement in array names loop
    execute format('lock table %s in access exclusive mode', statement);
  end loop;
  for live in
    select c.oid, c.oid::regclass::text as name, c.relname from pg_class c
    where c.relnamespace = 'views'::regnamespace and c.relkind = 'r' and c.relname = any (table_names) order by c.relname
  loop
    execute format('lock table %s in access exclusive mode', live.name);
  end loop;

  foreach statement in array names loop
    execute format('drop view %s', statement);
  end loop;
  for live in
    select c.oid, c.oid::regclass::text as name, c.relname from pg_class c
    where c.relnamespace = 'views'::regnamespace and c.relkind = 'r' and c.relname = any (table_names) order by c.relname
  loop
    remake := array(select work.remade_by(live.oid)) || remake;
    execute format('drop table %s', live.name);
    execute format('alter table views_next.%I set schema views', live.relname);
  end loop;
  foreach statement in array remake loop
    execute statement;
  end loop;
end
$$;

-- How a live and a rebuilt row of a table are matched: by their primary key.
create function work.join_of(table_name text, out matched text, out a_key text, out key_of_live text, out key_of_next text,
    out live_columns text, out next_columns text)
  language sql stable set search_path = pg_catalog as $$
  select string_agg(format('l.%1$I = n.%1$I', a.attname), ' and ' order by a.attnum) filter (where is_key),
         min(quote_ident(a.attname)) filter (where is_key),
         string_agg(format('l.%I::text', a.attname), ', ' order by a.attnum) filter (where is_key),
         string_agg(format('n.%I::text', a.attname), ', ' order by a.attnum) filter (where is_key),
         string_agg(format('l.%I', a.attname), ', ' order by a.attnum),
         string_agg(format('n.%I', a.attname), ', ' order by a.attnum)
  from (select t.attname, t.attnum, t.attnum = any (i.indkey) as is_key
        from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_index i on i.indrelid = c.oid and i.indisprimary
        where c.relnamespace = 'views'::regnamespace and c.relname = table_name and t.attnum > 0 and not t.attisdropped) a
$$;

-- How many rows history gives and the live table has not, how many the live table has and history does not give, and how
-- many both have but not alike.
create function work.count_differences(table_name text, out missing bigint, out surplus bigint, out changed bigint)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  j record;
begin
  select * into j from work.join_of(table_name);
  execute format(
    'select count(*) filter (where l.%1$s is null), count(*) filter (where n.%1$s is null), '
    'count(*) filter (where l.%1$s is not null and n.%1$s is not null) '
    'from views.%2$I l full join views_next.%2$I n on %3$s where (%4$s) is distinct from (%5$s)',
    j.a_key, table_name, j.matched, j.live_columns, j.next_columns)
    into missing, surplus, changed;
end
$$;

-- The first of these rows, by key: as the live table has them, and as history gives them.
create function work.list_differences(table_name text, most integer)
  returns table (row_key text, live jsonb, next jsonb)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  j record;
begin
  select * into j from work.join_of(table_name);
  return query execute format(
    'select case when l.%1$s is null then concat_ws(''/'', %7$s) else concat_ws(''/'', %6$s) end as row_key, '
    'case when l.%1$s is null then null else to_jsonb(l) end, case when n.%1$s is null then null else to_jsonb(n) end '
    'from views.%2$I l full join views_next.%2$I n on %3$s where (%4$s) is distinct from (%5$s) order by 1 limit %8$s',
    j.a_key, table_name, j.matched, j.live_columns, j.next_columns, j.key_of_live, j.key_of_next, most);
end
$$;

revoke execute on function work.begin_rebuild(text[], text[]), work.index_next_rebuilt(text[]), work.analyze_rebuilt(text[]),
  work.keep_vacuum_away(text[]), work.hold_writers(), work.finish_rebuild(text[]), work.count_differences(text),
  work.list_differences(text, integer), work.discard_rebuild(), work.remade_by(oid), work.join_of(text) from public;
grant execute on function work.begin_rebuild(text[], text[]), work.index_next_rebuilt(text[]), work.analyze_rebuilt(text[]),
  work.keep_vacuum_away(text[]), work.hold_writers(), work.finish_rebuild(text[]), work.count_differences(text),
  work.list_differences(text, integer), work.discard_rebuild() to itr_app;
