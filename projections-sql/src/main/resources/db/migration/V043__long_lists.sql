-- SearchField: of the lists that grow long, one text a row with all that is searched, and an index that finds any three
-- letters in it. The list of what is pending in the index stays short, because every search reads it.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

alter table views.sessionsview add column search_text text generated always as (lower(
    coalesce(description, '') || ' ' || coalesce(email, '') || ' ' || coalesce(first_name, '') || ' ' ||
    coalesce(initials, '') || ' ' || coalesce(last_name, ''))) stored;

create index sessionsview_by_search_text on views.sessionsview using gin (space, search_text gin_trgm_ops)
  with (gin_pending_list_limit = 256);

alter table views.sessions add column search_text text generated always as (lower(
    coalesce(description, '') || ' ' || coalesce(email_notification_adresses, '') || ' ' || coalesce(goal, '') ||
    ' ' || coalesce(remarks, '') || ' ' || coalesce(session_state, '') || ' ' || coalesce(status::text, ''))) stored;

create index sessions_by_search_text on views.sessions using gin (space, search_text gin_trgm_ops)
  with (gin_pending_list_limit = 256);

alter table views.persons add column search_text text generated always as (lower(
    coalesce(email, '') || ' ' || coalesce(education_id::text, '') || ' ' || coalesce(first_name, '') || ' ' ||
    coalesce(initials, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(preferred_language, '') || ' ' ||
    coalesce(remarks, '') || ' ' || coalesce(sex::text, '') || ' ' || coalesce(titles_after, '') || ' ' ||
    coalesce(titles_before, '') || ' ' || coalesce(user_defined_fields, ''))) stored;

create index persons_by_search_text on views.persons using gin (space, search_text gin_trgm_ops)
  with (gin_pending_list_limit = 256);

-- The order of the list where none is asked for, and the one in which results are scored anew.
create index sessions_by_description on views.sessions (space, description);

create index sessions_by_ended_at on views.sessions (space, ended_at);

-- As before, and with columns that are made of others.
-- Makes empty twins of all view tables, with their keys and with the indexes that folding itself looks things up by; the
-- other indexes come when the tables are full.
create or replace function work.begin_rebuild(needed_indexes text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  live record;
begin
  for live in select tablename from pg_tables where schemaname = 'views_next' loop
    execute format('drop table views_next.%I', live.tablename);
  end loop;
  for live in select tablename from pg_tables where schemaname = 'views' loop
    execute format(
      'create table views_next.%I (like views.%I including defaults including generated)', live.tablename, live.tablename);
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
