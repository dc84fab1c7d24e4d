-- risk: stress tests and remedies are kept when they are asked for and filled in when they are computed, at once or by a
-- worker (job.run: progress, cancel).
alter table risk.stress_test
  alter column result drop not null,        -- null: not computed yet
  alter column reached_count drop not null,
  add column job_id bigint;                 -- job.run; null: computed in the request
create index stress_test_job on risk.stress_test (job_id) where job_id is not null;

alter table risk.remedy_set
  alter column content drop not null,       -- null: not measured yet
  add column input jsonb,                   -- model/remedies.ts, what was asked; null: kept before this was written down
  add column lang text check (lang in ('zh', 'en')), -- in which its lines are told
  add column input_digest text,             -- sha256 of input and lang: the same asked again is the same set
  add column job_id bigint;
create unique index remedy_set_once on risk.remedy_set (stress_test_id, input_digest) where input_digest is not null;
create index remedy_set_job on risk.remedy_set (job_id) where job_id is not null;

grant update on risk.stress_test to lianshu_app;
grant update, delete on risk.remedy_set to lianshu_app;
