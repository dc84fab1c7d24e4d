-- Two characters are found by the pairs of neighbours that a name consists of. The index of single characters gave every
-- name that holds both anywhere: of 50,000 names 7,027 for 电机, of which 528 hold it.
create function registry.name_pairs(name text) returns text[]
language plpgsql immutable strict parallel safe
as $$
declare
  characters text[] := regexp_split_to_array(name, '');
  pairs text[] := '{}';
begin
  for i in 1 .. cardinality(characters) - 1 loop
    pairs := pairs || (characters[i] || characters[i + 1]);
  end loop;
  return pairs;
end $$;
comment on function registry.name_pairs is 'Each two neighbouring characters of a name, in their order.';
grant execute on function registry.name_pairs(text) to lianshu_app;

create index organisation_name_pairs on registry.organisation using gin (registry.name_pairs(name_normalised));
