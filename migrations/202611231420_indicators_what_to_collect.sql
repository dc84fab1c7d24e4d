-- indicators: what would have to be collected where nothing is held of an indicator.
alter table indicators.definition add column collect jsonb; -- zh, en
