-- network: the project's name stands with its demand, since suppliers do not read the register of projects.
alter table network.demand add column project_name text not null;
create index demand_match_of on network.demand_match (organisation_id);
