-- The search box finds codes by their beginning, in one look-up for the whole list.
create index identifier_value on registry.identifier (dataset, value text_pattern_ops);
