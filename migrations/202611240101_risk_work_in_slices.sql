-- risk: what a worker has computed of a stress test or a set of remedies so far, so that a worker that is lost costs a few
-- seconds of it: {"doneRatio": 0 to 1, "known": figures by what they are of}. Null: not begun, or done.
alter table risk.stress_test add column progress jsonb;
alter table risk.remedy_set add column progress jsonb;
