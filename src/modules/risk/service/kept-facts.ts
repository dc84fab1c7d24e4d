// The facts of a network as a run or a stress test keeps them.
import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { type RelationFact, relationsOf } from '../domain/supply-facts.ts'

/** A network's facts as they are kept. */
export const packFacts = (facts: NetworkFacts): Buffer => gzipSync(serialize(facts), { level: 1 })

/** Facts kept before relations stood in columns hold them one by one. */
type Kept = Omit<NetworkFacts, 'relations'> & {
  readonly relations: NetworkFacts['relations'] | readonly RelationFact[]
}
const isOneByOne = (relations: Kept['relations']): relations is readonly RelationFact[] =>
  Array.isArray(relations)

/** Facts that `packFacts` made, of this and of earlier versions. */
export function unpackFacts(packed: Uint8Array): NetworkFacts {
  const kept = deserialize(gunzipSync(packed)) as Kept
  const { relations } = kept
  return { ...kept, relations: isOneByOne(relations) ? relationsOf(relations) : relations }
}
