-- What every room stands on: the extensions that any PostgreSQL from 15 on brings, and the key that signs the
-- context of row security. The roles lianshu_app and lianshu_reader exist before the first migration runs.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists pgcrypto;

create schema access;
grant usage on schema access to lianshu_app, lianshu_reader;

-- One row, for the owner only: nothing is granted here, so the app role can neither read nor replace the key.
create table access.signing_key (
  only_row   boolean primary key default true check (only_row),
  key        bytea not null check (octet_length(key) = 32), -- HMAC-SHA-256 key, random
  created_at timestamptz not null default now()
);
insert into access.signing_key (key) values (gen_random_bytes(32));
