-- programmes: which targets of a published document a person leaves out of the indicators; a published plan that is withdrawn.
create table programmes.target_choice (     -- one choice; the last of an item holds
  id bigint generated always as identity primary key,
  document_id bigint not null,
  ordinal integer not null,
  is_left_out boolean not null,
  decided_by text not null,
  decided_at timestamptz not null,
  foreign key (document_id, ordinal) references programmes.document_item (document_id, ordinal)
);
create index target_choice_item on programmes.target_choice (document_id, ordinal, id desc);
grant select, insert on programmes.target_choice to lianshu_app;
grant select on programmes.target_choice to lianshu_reader;

alter table programmes.document
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text;         -- why a published document counts no more; its text, items and tasks stay
