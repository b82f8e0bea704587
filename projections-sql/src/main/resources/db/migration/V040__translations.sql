-- Translations of the website's texts: a row a language, and a row a text.
create table views.translations (
  space uuid not null,
  language text not null,
  subject uuid,
  primary key (space, language)
);

comment on table views.translations is 'The languages that the website is translated into.';

create table views.translationtexts (
  language text not null,
  text_key text not null,
  value text not null,
  original_value text not null,
  value_as_original text not null,
  change_date_time timestamptz not null,
  changed_by text not null,
  primary key (language, text_key)
);

comment on table views.translationtexts is 'The texts of the website in each language, by the website''s keys.';
comment on column views.translationtexts.value_as_original is 'What the text was at first, before anybody changed it.';
