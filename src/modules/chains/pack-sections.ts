import type { PackDoc, PackLookup, PackSection } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import {
  findRepeatedIds,
  findUncited,
  incoming,
  loadPackDocuments,
  locate,
  toFindings,
} from '../indicators/index.ts'
import { industrySection, registerNamedOrganisations } from '../registry/index.ts'
import { bodySection } from './bodies-section.ts'
import {
  checkEditions,
  checkGroupings,
  checkLineages,
  checkOrganisations,
  checkRoles,
} from './domain/check-catalogue.ts'
import { checkMap } from './domain/check-map.ts'
import { checkSharedNodes } from './domain/check-shared-nodes.ts'
import {
  type ChainMap,
  chainMapSchema,
  type Edition,
  editionSchema,
  type Grouping,
  groupingSchema,
  type Lineage,
  lineageSchema,
  type OrganisationFile,
  organisationFileSchema,
  type RoleFile,
  roleFileSchema,
} from './model.ts'
import { insertEdition, insertMap, insertParties, insertRoleFile } from './queries.ts'
import { withoutKeptMaps } from './service/map-conflicts.ts'
import { placeFirmsByWords } from './service.ts'

/** Editions of the cities that some files speak of; the packs read before may hold other cities'. */
function editionsFor(docs: readonly PackDoc<{ city: string }>[], lookup: PackLookup) {
  const cities = new Set(docs.map(({ value }) => value.city))
  return locate(lookup.docsOf(editionSection)).filter(({ doc }) => cities.has(doc.city))
}

function knownClasses(lookup: PackLookup): ReadonlySet<string> | null {
  const codes = lookup.docsOf(industrySection).flatMap(({ value }) => value.classes.map(({ code }) => code))
  return codes.length === 0 ? null : new Set(codes)
}

/** Chain maps. A map that changed moves the firms that stand on it by words. */
export const mapSection: PackSection<ChainMap, Context> = {
  room: 'chains',
  folder: 'maps',
  schema: chainMapSchema,
  check: (docs, lookup) => {
    const classes = knownClasses(lookup)
    const maps = locate(docs)
    const own = new Set(docs.map(({ file }) => file))
    const others = locate(lookup.docsOf(mapSection)).filter(({ file }) => !own.has(file))
    const shared = checkSharedNodes([...others, ...maps]).filter(({ file }) => own.has(file))
    const faults = [...maps.flatMap((map) => checkMap(map, classes)), ...shared]
    return toFindings(docs, [...findRepeatedIds(maps), ...faults, ...findUncited(docs, lookup)])
  },
  load: async (ctx, docs, pack) => {
    let isChanged = false
    const loaded = await withoutKeptMaps(ctx, docs, pack.name)
    await loadPackDocuments(ctx, 'chains', incoming('map', loaded, pack), async (id, content) => {
      isChanged = true
      await insertMap(ctx.db, id, content as ChainMap)
    })
    if (!isChanged) return
    for (const dataset of ['held', 'demo'] as const) await placeFirmsByWords(ctx, dataset)
  },
}

/** Editions of the catalogue. */
export const editionSection: PackSection<Edition, Context> = {
  room: 'chains',
  folder: 'catalogue',
  schema: editionSchema,
  check: (docs, lookup) => {
    const mapIds = new Set(lookup.docsOf(mapSection).map(({ value }) => value.id))
    return toFindings(docs, [...checkEditions(locate(docs), mapIds), ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'chains', incoming('edition', docs, pack), (id, content) =>
      insertEdition(ctx.db, id, content as Edition),
    ),
}

/** Dated roles. */
export const roleSection: PackSection<RoleFile, Context> = {
  room: 'chains',
  folder: 'roles',
  schema: roleFileSchema,
  check: (docs, lookup) => {
    const faults = checkRoles(locate(docs), editionsFor(docs, lookup))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'chains', incoming('roles', docs, pack), (id, content) =>
      insertRoleFile(ctx.db, id, content as RoleFile),
    ),
}

/** Clusters, programmes, landmarks. */
export const groupingSection: PackSection<Grouping, Context> = {
  room: 'chains',
  folder: 'groupings',
  schema: groupingSchema,
  check: (docs, lookup) => {
    const faults = checkGroupings(locate(docs), editionsFor(docs, lookup))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'chains', incoming('grouping', docs, pack), async () => {}),
}

/** What became of the entries of one edition in the next. */
export const lineageSection: PackSection<Lineage, Context> = {
  room: 'chains',
  folder: 'lineage',
  schema: lineageSchema,
  check: (docs, lookup) => {
    const faults = checkLineages(locate(docs), editionsFor(docs, lookup))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'chains', incoming('lineage', docs, pack), async () => {}),
}

/** Organisations that documents name; who has a certain legal name goes into the held register. */
export const organisationSection: PackSection<OrganisationFile, Context> = {
  room: 'chains',
  folder: 'organisations',
  schema: organisationFileSchema,
  check: (docs, lookup) => {
    const faults = checkOrganisations(locate(docs), editionsFor(docs, lookup))
    return toFindings(docs, [...faults, ...findUncited(docs, lookup)])
  },
  load: (ctx, docs, pack) =>
    loadPackDocuments(ctx, 'chains', incoming('organisations', docs, pack), async (id, content) => {
      const file = content as OrganisationFile
      await insertParties(ctx.db, id, file, await registerNamedOrganisations(ctx, namedIn(file)))
    }),
}

function namedIn(file: OrganisationFile) {
  return file.organisations.flatMap(({ legalName, nameAsWritten, kind, city, roles }) => {
    const source = roles[0]?.source ?? file.source
    const where = source === '假设' ? source : [source.document, source.place].filter(Boolean).join(' ')
    return legalName === null ? [] : [{ legalName, nameAsWritten, kind, cityCode: city, source: where }]
  })
}

/** In the order in which they load: maps before the catalogue that points to them. */
export const chainSections = [
  mapSection,
  editionSection,
  roleSection,
  groupingSection,
  lineageSection,
  organisationSection,
  bodySection,
] as const
