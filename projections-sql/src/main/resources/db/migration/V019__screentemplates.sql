-- Templates of the components and layouts that test screens are made of.
create table views.screentemplates (
  space uuid not null,
  id uuid not null,
  html_content text,
  html_content_pnp text,
  plugin_data text,
  description text,
  template_type integer,
  explanation text,
  remarks text,
  screen_definition_frozen boolean,
  screen_definition_is_released boolean,
  template_variables text,
  get_value_snippet text,
  set_value_snippet text,
  init_value_snippet text,
  generator_snippet text,
  generator_pnp_snippet text,
  validation_snippet text,
  isanswered_snippet text,
  generator_summary_snippet text,
  html_content_summary text,
  get_value_as_html_snippet text,
  custom_template_actions_snippet text,
  subject uuid,
  primary key (space, id)
);

comment on table views.screentemplates is 'Templates of the components and layouts that test screens are made of.';
