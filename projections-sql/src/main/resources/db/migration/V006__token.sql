-- Tokens by their hash. A call renews last_used at most every few seconds, which is no event.
create table secrets.token (
  token_hash bytea primary key,
  token_session uuid not null unique,
  space uuid not null,
  login uuid not null,
  kind char(1) not null check (kind in ('W', 'P')),
  company_choice_pending boolean not null default false,
  issued_at timestamptz not null,
  last_used timestamptz not null
);

create index token_by_login on secrets.token (space, login);

create index token_by_last_use on secrets.token (last_used);

comment on table secrets.token is 'The tokens that are good now. W: a session, ten minutes from its last use. P: a password reset, five minutes, once.';
