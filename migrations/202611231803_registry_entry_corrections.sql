-- registry: the organisation that an entry of a library names may say that a field of it is wrong; an office decides, as of
-- any other fact of its own.
alter table registry.correction drop constraint correction_subject_check;
alter table registry.correction
  add constraint correction_subject_check check (subject in ('figure', 'fact', 'entry')),
  add column entry_id bigint references registry.library_entry (id) on delete cascade, -- of subject entry
  add check ((subject = 'entry') = (entry_id is not null));
create index correction_entry on registry.correction (entry_id) where entry_id is not null;
