-- Who was ever in a group, for the counts of its members as of a moment: sessions that were removed or moved are in no
-- table any more. Only members have an entry here.
create index event_by_group on events.event ((payload -> 'delta' -> 'GroupSessionID' ->> '+'))
  where event_type in ('SessionPlanned', 'SessionChanged') and (payload -> 'delta' -> 'GroupSessionID' ->> '+') is not null;
