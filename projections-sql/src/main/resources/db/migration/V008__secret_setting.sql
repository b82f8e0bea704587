-- The values of settings that are secrets, such as SMTP_PASSWORD, encrypted by the master key.
create table secrets.setting (
  space uuid not null,
  name text not null,
  value bytea not null,
  primary key (space, name)
);

comment on table secrets.setting is 'Secret values; the view of settings shows that they exist, not what they are.';
