-- The persons who share a key: what is sealed under it names all of them, so it goes when any of them is erased.
create table secrets.subject_key_person (
  space uuid not null,
  subject uuid not null,
  person uuid not null,
  primary key (space, person, subject),
  foreign key (space, subject) references secrets.subject_key on delete cascade
);

create index subject_key_person_by_subject on secrets.subject_key_person (space, subject);

comment on table secrets.subject_key_person is 'Who shares a data key; the key is destroyed when any of them is erased.';

grant select, insert, update, delete on secrets.subject_key_person to itr_app;
