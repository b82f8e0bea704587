-- The bytes of files. They are in no event, so they cannot be made again from history: a backup must have them.
create schema files;

comment on schema files is 'The bytes of files, each content once. Events and views know them by their SHA-256.';

create table files.content (
  id uuid primary key,
  sha256 bytea unique,
  touched_at timestamptz not null default now(),
  constraint sha256_has_32_bytes check (octet_length(sha256) = 32)
);

comment on table files.content is 'A content; while it is still coming in, and until a file first holds it, without its SHA-256.';
comment on column files.content.touched_at is 'When a piece last came in, or a file last let go of it. What no file holds goes an hour later.';

create table files.piece (
  content uuid not null references files.content on delete cascade,
  first_byte bigint not null,
  bytes bytea not null,
  primary key (content, first_byte)
);

-- Pictures and films are compressed already.
alter table files.piece alter column bytes set storage external;

comment on table files.piece is 'The bytes of a content in pieces, each by the place of its first byte.';

create table files.holder (
  file text primary key,
  content uuid not null references files.content
);

create index holder_by_content on files.holder (content);

comment on table files.holder is 'Which file holds which content. It is written with the event of the file, and stays when views are rebuilt.';
