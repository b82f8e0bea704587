-- Passwords: a slow hash for every account, and for candidates the password itself, encrypted, because password managers
-- may read it back.
create table secrets.credential (
  space uuid not null,
  login uuid not null,
  password_hash text,
  recoverable_password bytea,
  api_key bytea,
  otp_secret bytea,
  otp_confirmed boolean not null default false,
  otp_last_step bigint,
  primary key (space, login)
);

comment on table secrets.credential is 'What an account proves itself with.';
