-- Files of objects, without their bytes.
create table views.files (
  space uuid not null,
  id text not null,
  object_id uuid,
  file_type text,
  name text,
  size bigint,
  sha256 text,
  media_type text,
  subject uuid,
  primary key (space, id)
);

comment on table views.files is 'Files of objects, without their bytes, which are in files.piece by their SHA-256.';

create index files_by_object_id on views.files (space, object_id);
