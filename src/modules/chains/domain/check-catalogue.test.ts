import { expect, test } from 'vitest'
import type { Edition, Lineage } from '../model.ts'
import {
  checkEditions,
  checkGroupings,
  checkLineages,
  checkOrganisations,
  checkRoles,
} from './check-catalogue.ts'

const name = { zh: '名', en: 'Name' }
const edition = (id: string, chains: string[], change: Partial<Edition> = {}): Edition => ({
  id,
  city: '320400',
  kind: 'chains',
  name,
  validFrom: '2022',
  validTo: null,
  statedCount: null,
  source: '假设',
  chains: chains.map((chain) => ({ id: chain, name, order: null, map: null })),
  ...change,
})
const at = <T>(doc: T) => ({ file: 'f.yaml', doc })
const old = at(edition('old', ['rail', 'light']))
const now = at(edition('now', ['rail', 'chips']))
const editions = [old, now]
const none = new Set<string>()

test('a source that counts more than it names must say so, and cannot name more than it counts', () => {
  const few = edition('e', ['a', 'b'], { statedCount: 23 })
  expect(checkEditions([at(few)], none).map(({ path }) => path)).toEqual([['statedCount']])
  expect(checkEditions([at({ ...few, unnamed: name })], none)).toEqual([])
  expect(checkEditions([at({ ...few, statedCount: 1 })], none).map(({ path }) => path)).toEqual([['chains']])
})

test('a map nobody drew is a fault; one of another pack is not judged here', () => {
  const drawn = (map: Edition['chains'][number]['map']) =>
    edition('e', [], { chains: [{ id: 'rail', name, order: 1, map }] })
  expect(checkEditions([at(drawn('rail-transit'))], none).map(({ path }) => path)).toEqual([
    ['chains', 0, 'map'],
  ])
  expect(checkEditions([at(drawn('rail-transit'))], new Set(['rail-transit']))).toEqual([])
  expect(checkEditions([at(drawn({ pack: 'zhuzhou', id: 'rail-transit' }))], none)).toEqual([])
})

test('a role of an unknown chain and an end before the beginning are told', () => {
  const role = {
    role: 'leader' as const,
    holder: null,
    validFrom: '2023',
    validTo: null,
    source: '假设' as const,
  }
  const roles = [
    { ...role, chain: 'rail' },
    { ...role, chain: 'ships' },
    { ...role, chain: 'rail', validTo: '2022-12' },
  ]
  const faults = checkRoles([at({ id: 'r', city: '320400', roles })], editions)
  expect(faults.map(({ path }) => path)).toEqual([
    ['roles', 1, 'chain'],
    ['roles', 2, 'validTo'],
  ])
})

test('a link between entries that do not stand in those editions is told', () => {
  const link = { kind: 'continued' as const, source: '假设' as const }
  const lineage: Lineage = {
    id: 'l',
    city: '320400',
    fromEdition: 'old',
    toEdition: 'now',
    links: [
      { ...link, from: 'rail', to: 'rail' },
      { ...link, from: 'chips', to: 'light' },
    ],
    unmatched: [{ side: 'to', chain: 'ships' }],
  }
  expect(checkLineages([at(lineage)], editions).map(({ path }) => path)).toEqual([
    ['links', 1, 'from'],
    ['links', 1, 'to'],
    ['unmatched', 0, 'chain'],
  ])
  expect(checkLineages([at({ ...lineage, toEdition: 'never' })], editions)[0]?.path).toEqual(['toEdition'])
})

test('members and parts of chains that nobody catalogued are told', () => {
  const grouping = {
    id: 'g',
    city: '320400',
    kind: 'cluster' as const,
    name,
    statedCount: null,
    validFrom: '2022',
    validTo: null,
    source: '假设' as const,
    members: [
      { chain: 'ships', nameAsWritten: '船' },
      { chain: null, nameAsWritten: '5G通信' },
    ],
  }
  expect(checkGroupings([at(grouping)], editions).map(({ path }) => path)).toEqual([['members', 0, 'chain']])
  const firm = { id: 'x', nameAsWritten: '甲', legalName: null, kind: 'firm' as const, city: null }
  const part = { chain: 'ships', role: 'named' as const, source: '假设' as const }
  const file = {
    id: 'o',
    city: '320400',
    source: '假设' as const,
    organisations: [{ ...firm, roles: [part] }],
  }
  file.organisations.push({ ...firm, roles: [] })
  expect(checkOrganisations([at(file)], editions).map(({ path }) => path)).toEqual([
    ['organisations', 0, 'roles', 0, 'chain'],
    ['organisations', 1, 'id'],
  ])
})
