-- Failed attempts to log in, by account and by address, so that guessing gets slow and then stops for a while.
create table secrets.login_throttle (
  key bytea primary key,
  failures integer not null,
  last_failure timestamptz not null
);

comment on table secrets.login_throttle is 'Keys are hashes of an account name, of an address, or of both; a row older than five minutes counts no more.';
