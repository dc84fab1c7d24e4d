-- The order in which a pack writes stages and states is the order in which people see them: jsonb would lose it.
alter table registry.library_setting alter column content type json using content::json;
