-- registry: for what, for whom and until when the confidential answers of a collection are kept, as the organisations read
-- it when they answer; consent opens with these terms when an answer is taken over.
alter table registry.collection add column consent jsonb; -- purpose, readers, validUntil; null: nothing confidential is asked
