-- What auditors search by, beside what the website shows: what an entry tells of (a change, a refusal, a read),
-- the event, the address and the call.
alter table views.audittrail
  add column kind text not null default 'CHANGE',
  add column event_type text,
  add column address text,
  add column correlation_id uuid;

-- A note has an ID of its own; every other entry has that of its event.
update views.audittrail told
set kind = case e.event_type when 'LoginRefused' then 'REFUSAL' else 'CHANGE' end,
    event_type = e.event_type,
    address = e.metadata ->> 'address',
    correlation_id = case when e.metadata ->> 'correlationId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                          then (e.metadata ->> 'correlationId')::uuid end
from (
    select event_type, metadata,
           case event_type when 'AuditNoteAdded' then split_part(aggregate_id, '/', 3)::uuid else event_id end as told_as,
           case event_type when 'AuditNoteAdded' then split_part(aggregate_id, '/', 2) end as space
    from events.event
  ) e
where e.told_as = told.id
  and (e.space is null
       or e.space = case told.space when '00000000-0000-0000-0000-000000000000' then 'master' else told.space::text end);

-- Ids grow with time, and so with the order of rows: a few bytes a page tell where to look.
create index event_by_id on events.event using brin (event_id) with (autosummarize = on);

create index audittrail_by_correlation_id on views.audittrail using brin (correlation_id uuid_minmax_multi_ops)
  with (autosummarize = on);

-- Most entries are changes and have no place in this one.
create index audittrail_by_kind on views.audittrail (space, kind, create_date) where kind <> 'CHANGE';

-- A user has many entries, which share one key here.
create index audittrail_by_user_id on views.audittrail (space, user_id);
