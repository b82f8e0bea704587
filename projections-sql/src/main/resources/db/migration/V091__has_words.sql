-- Searches of lists without an indexed text. As a function it is called once a row, whose text is put together once for all
-- patterns; and it is no LIKE of which the planner would guess that it finds next to nothing, and so sort everything instead of
-- reading in the order of the page.
create function work.has_words(searched text, patterns text) returns boolean
  language plpgsql immutable strict parallel safe as $$
begin
  return searched like all (string_to_array(patterns, E'\n'));
end $$;

comment on function work.has_words(text, text) is 'Whether a text matches all patterns of LIKE, one a line.';
