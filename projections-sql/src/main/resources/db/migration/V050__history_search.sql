-- What auditors search by, beside what the website shows: what an entry tells of (0 a change, 1 a refusal, 2 a read), the
-- event, the address and the call.
alter table views.audittrail
  add column kind integer not null default 0,
  add column event_type text,
  add column address text,
  add column correlation_id uuid;

-- A note has an ID of its own; every other entry has that of its event.
update views.audittrail told
set kind = case e.event_type when 'LoginRefused' then 1 else 0 end,
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
