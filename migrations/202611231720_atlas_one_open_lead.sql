-- atlas: a city has one open lead on a firm for a node (of a chain as a whole where no node is named), also when two
-- offices make it at the same moment.
create unique index lead_open_once on atlas.lead
  (dataset, city_code, organisation_id, coalesce('node ' || node_id, 'chain ' || chain_id, ''))
  where organisation_id is not null and state not in ('landed', 'lost');
