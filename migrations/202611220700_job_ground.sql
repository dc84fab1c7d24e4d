-- Long work that goes on after the request that asked for it: what is to be done, how far it is, who holds which piece.
-- The queue itself (schema pgboss) belongs to the owner role alone; these tables are what rooms read and write.
create schema job;
grant usage on schema job to lianshu_app;

create table job.run (
  id bigint generated always as identity primary key,
  ticket uuid not null default gen_random_uuid(),   -- names the run's pieces in the queue, also after a database was wound back
  name text not null,                               -- which work, as registered: room.what
  input jsonb not null,                             -- references and parameters; never a confidential figure
  retry_key text,                                   -- the same key asked twice is one run
  requested_by bigint,                              -- access.user_account, null for the program itself
  status text not null default 'waiting' check (status in ('waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
  round integer not null default 0,                 -- goes up with each resume: its pieces are sent anew
  has_finish boolean not null,                      -- a last piece follows when all others are done
  piece_count integer check (piece_count >= 0),     -- null until planned
  done_count integer not null default 0,
  error_code text,                                  -- words for the reader, by code
  error_params jsonb not null default '{}',
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  unique (name, retry_key)
);
create index run_open on job.run (id) where status in ('waiting', 'running', 'paused');
create index run_ended on job.run (ended_at) where ended_at is not null;

create table job.piece (
  run_id bigint not null references job.run on delete cascade,
  index integer not null,                           -- -1 plans; 0 … work; the number of pieces finishes
  kind text not null check (kind in ('plan', 'work', 'finish')),
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done')),
  sent_round integer not null default -1,           -- the round in which it was handed to the queue
  fence bigint not null default 0,                  -- goes up with each taking: only the last taker may save
  done_ratio double precision not null default 0 check (done_ratio between 0 and 1),
  worker text,                                      -- who took it last: machine and process
  last_error text,                                  -- for the log's reader; the run carries the words
  taken_at timestamptz,
  done_at timestamptz,
  primary key (run_id, index)
);
create index piece_waiting on job.piece (run_id, index) where status = 'waiting';

grant select, insert, update on job.run, job.piece to lianshu_app;
