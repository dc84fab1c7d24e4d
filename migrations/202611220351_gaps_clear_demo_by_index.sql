-- Taking a demo city of 50,000 firms away asks for each owner group whether a firm still belongs to it.
create index organisation_owner_group on registry.organisation (group_id) where group_id is not null;
-- The checks of foreign keys are planned while the tables still look empty: an index is right in every case here.
alter function gaps.clear_demo() set enable_seqscan = off;
