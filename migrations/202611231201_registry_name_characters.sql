-- A search for one or two characters is the most common one in Chinese and has no trigram: the characters of a name are an
-- index of their own. docs/methods/speed.md has the figures.
create index organisation_name_characters on registry.organisation
  using gin (regexp_split_to_array(name_normalised, ''));
