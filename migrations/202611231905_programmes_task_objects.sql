-- programmes: a task that ends in an object of the libraries (an agreement, a fund, an exhibition, a result of research).
alter table programmes.task
  add column ends_in text;                      -- kind of library entry, from the pack that brought the task; opaque here

alter table programmes.task_link
  add column entry_id bigint references registry.library_entry (id) on delete cascade, -- the object, where it is one of a library
  drop constraint task_link_kind_check,
  add constraint task_link_kind_check check (kind in ('object', 'agreement', 'policy', 'fund', 'exhibition', 'project',
    'project_list', 'platform', 'gap', 'lead', 'alert', 'ticket', 'target', 'other')),
  add constraint task_link_object check ((kind = 'object') = (entry_id is not null));
create unique index task_link_object_once on programmes.task_link (task_id, entry_id) where entry_id is not null;
create index task_link_by_entry on programmes.task_link (entry_id) where entry_id is not null;
