-- registry: a row may name several organisations, of which a person decides one by one: the ends of a supply relation.
alter table registry.import_review
  add column part text not null default '' check (part in ('', 'buyer', 'supplier')), -- '': the row as a whole
  drop constraint import_review_pkey,
  add primary key (import_id, line, part);
