-- policy: who judges the applications to a call. Named by the office or drawn by lot from people the office put forward;
-- only they give points, and nobody for an application of their own organisation.
create table policy.call_reviewer (           -- confidential: whose names applicants must not know while they judge
  id bigint generated always as identity primary key,
  call_id bigint not null references policy.call (life_id) on delete cascade,
  user_name text not null,                    -- of the account; account names are unique and never change
  name text not null,
  employer text,                              -- as the account said when they were named
  how text not null check (how in ('named', 'drawn')),
  named_by text not null,
  named_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,                       -- from then on their points do not count
  ended_reason text,
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
create unique index call_reviewer_once on policy.call_reviewer (call_id, user_name) where ended_at is null;
create index call_reviewer_user on policy.call_reviewer (user_name) where ended_at is null;

create table policy.call_draw (               -- one drawing of lots, so that anybody can draw it again
  id bigint generated always as identity primary key,
  call_id bigint not null references policy.call (life_id) on delete cascade,
  request_key text not null,                  -- a second sending finds the first
  seed text not null,                         -- hex of 16 random bytes
  pool json not null,                         -- [{userName, name, employer}] among whom lots were drawn
  drawn json not null,                        -- user names in the order of the lots
  drawn_by text not null,
  drawn_at timestamptz not null,
  unique (call_id, request_key)
);

-- Whoever gave points so far judged: they stay reviewers of that call.
insert into policy.call_reviewer (call_id, user_name, name, how, named_by, named_at)
select distinct on (a.call_id, s.reviewer) a.call_id, s.reviewer, s.reviewer_name, 'named', 'migration', s.scored_at
from policy.call_score s join policy.application a on a.life_id = s.application_id
order by a.call_id, s.reviewer, s.scored_at;

alter table policy.call_reviewer enable row level security;
alter table policy.call_reviewer force row level security;
create policy call_reviewer_owner on policy.call_reviewer to current_user using (true) with check (true);
create policy call_reviewer_read on policy.call_reviewer for select to lianshu_app, lianshu_reader
  using ((select access.may_read_all('application')) or user_name = (select access.verified_claims() ->> 'userName'));
create policy call_reviewer_insert on policy.call_reviewer for insert to lianshu_app
  with check ((select access.may_read_all('application')));
create policy call_reviewer_update on policy.call_reviewer for update to lianshu_app
  using ((select access.may_read_all('application'))) with check (true);
alter table policy.call_draw enable row level security;
alter table policy.call_draw force row level security;
create policy call_draw_owner on policy.call_draw to current_user using (true) with check (true);
create policy call_draw_read on policy.call_draw for select to lianshu_app, lianshu_reader
  using ((select access.may_read_all('application')));
create policy call_draw_insert on policy.call_draw for insert to lianshu_app
  with check ((select access.may_read_all('application')));
grant select, insert on policy.call_reviewer, policy.call_draw to lianshu_app;
grant update (ended_by, ended_at, ended_reason) on policy.call_reviewer to lianshu_app;
grant select on policy.call_reviewer, policy.call_draw to lianshu_reader;

-- The applications that the reader judges now: ids only, of calls under review that name their account. As the owner, since
-- the rows of applications are opened by the rows of lives, which this opens.
create function policy.reviewed_applications() returns setof bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.life_id
  from policy.call_reviewer r
  join policy.life c on c.id = r.call_id and c.state = 'reviewing'
  join policy.application a on a.call_id = r.call_id
  where r.user_name = (select access.verified_claims() ->> 'userName') and r.ended_at is null
$$;
revoke all on function policy.reviewed_applications() from public;
grant execute on function policy.reviewed_applications() to lianshu_app, lianshu_reader;

drop policy life_read on policy.life;
create policy life_read on policy.life for select to lianshu_app, lianshu_reader using (
  organisation_id = (select access.current_org())
  or (select access.current_role_code()) = 'system'
  or (state <> 'draft' and ((select access.may_read_all('application'))
    or policy.holds_part_of(dataset, city_code, life_cycle_id, life_cycle_city, life_cycle_version)
    or id = any (array(select policy.reviewed_applications())))));

-- Points are written by a named reviewer under their own name, never for their own organisation.
create function policy.may_score(in_application bigint, in_reviewer text) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select access.current_role_code() = 'system' or exists (
    select 1 from policy.call_reviewer r
    join policy.application a on a.call_id = r.call_id
    join policy.life l on l.id = a.life_id
    where a.life_id = in_application and r.user_name = in_reviewer and r.ended_at is null
      and in_reviewer = (select access.verified_claims() ->> 'userName')
      and l.organisation_id is distinct from access.current_org())
$$;
revoke all on function policy.may_score(bigint, text) from public;
grant execute on function policy.may_score(bigint, text) to lianshu_app, lianshu_reader;
drop policy call_score_read on policy.call_score;
create policy call_score_read on policy.call_score for select to lianshu_app, lianshu_reader
  using (policy.judges(application_id) or policy.may_score(application_id, reviewer));
drop policy call_score_insert on policy.call_score;
create policy call_score_insert on policy.call_score for insert to lianshu_app
  with check (policy.may_score(application_id, reviewer));
drop policy call_score_update on policy.call_score;
create policy call_score_update on policy.call_score for update to lianshu_app
  using (policy.may_score(application_id, reviewer)) with check (policy.may_score(application_id, reviewer));
