-- The tokens that login issued. The token itself is a secret and is in no event and no view.
create table views.tokens (
  space uuid not null,
  id uuid not null,
  user_id text,
  company_id uuid,
  is_test_taking_user boolean,
  token_session_id uuid,
  subject uuid,
  primary key (space, id)
);

comment on table views.tokens is 'The tokens that login issued. The token itself is a secret and is in no event and no view.';

create index tokens_by_company_id on views.tokens (company_id);
