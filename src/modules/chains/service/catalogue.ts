import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { firstDayOf, listSourceDocuments } from '../../indicators/index.ts'
import { editionOn, groupingsOf, roleOn, spansOf, unnamedCount } from '../domain/catalogue-day.ts'
import { type EffectiveRole, effectiveRoles } from '../domain/effective-roles.ts'
import { lineOf } from '../domain/lineage.ts'
import { findRoleFaults, roleFaultsOn } from '../domain/role-faults.ts'
import {
  type ChainList,
  type ChainParty,
  type ChainRole,
  type ChainSummary,
  type Edition,
  type Grouping,
  type HistoryAnswer,
  type MissingRoles,
  mapIdOf,
  type RoleFault,
} from '../model.ts'
import { listLineEntries } from '../queries/lines.ts'
import * as queries from '../queries.ts'

export type CityDay = {
  readonly city: string
  readonly on?: string | undefined
  /** Whose statements count beside the packs; the held ones unless told. */
  readonly dataset?: 'held' | 'demo'
}

/** Today in Beijing, the day by which a city's roles and editions count. */
const dayOf = (ctx: Context, on: string | undefined): string => on ?? chinaDay(ctx.now)

const noChain = (chainId: string, city: string) =>
  new AppError('not_found', 'chains.no_chain', { chainId, city })

/** The chains of a city on a day, with what they belong to, who answers for them, and whether that is in order. */
export async function listChains(ctx: Context, { city, on, dataset }: CityDay): Promise<ChainList> {
  requirePermission(ctx.actor, 'chains.read', city)
  const day = dayOf(ctx, on)
  const edition = editionOn(await queries.listCatalogue(ctx.db, 'edition', city), day)
  if (!edition) return { city, on: day, edition: null, unnamedCount: null, unnamed: null, chains: [] }
  const groupings = await queries.listCatalogue(ctx.db, 'grouping', city)
  const roles = await listRoles(ctx, { city, dataset })
  const faults = roleFaultsOn(findRoleFaults(spansOf(edition), roles), day)
  const mapIds = await queries.listMapIds(ctx.db)
  const { id, name, statedCount } = edition
  return {
    city,
    on: day,
    edition: { id, name, statedCount },
    unnamedCount: unnamedCount(edition),
    unnamed: edition.unnamed ?? null,
    chains: edition.chains.map((chain) =>
      summaryOf(chain, { city, day, edition, groupings, roles, faults, mapIds }),
    ),
  }
}

type Surroundings = {
  readonly city: string
  readonly day: string
  readonly edition: Edition
  readonly groupings: readonly Grouping[]
  readonly roles: readonly EffectiveRole[]
  readonly faults: readonly RoleFault[]
  readonly mapIds: ReadonlySet<string>
}

function summaryOf(chain: Edition['chains'][number], around: Surroundings): ChainSummary {
  const { city, day, edition, groupings, roles, faults, mapIds } = around
  const own = groupingsOf(groupings, chain.id, day).map(({ id, kind, name }) => ({ id, kind, name }))
  const mapId = mapIdOf(chain) ?? (mapIds.has(chain.id) ? chain.id : null)
  const holderOf = (role: ChainRole['role']) => {
    const held = roleOn(roles, { chain: chain.id, role, day })
    if (!held) return null
    const { holder, post, validFrom, source, note } = held
    return { holder, post, asOf: validFrom, source, note: note ?? null }
  }
  return {
    id: chain.id,
    name: chain.name,
    city,
    edition: edition.id,
    order: chain.order,
    clusters: own.filter(({ kind }) => kind !== 'programme'),
    programmes: own.filter(({ kind }) => kind === 'programme'),
    map: mapId !== null && mapIds.has(mapId) ? 'drawn' : 'not_yet',
    mapId,
    leader: holderOf('leader'),
    leadDepartment: holderOf('lead_department'),
    valid: !faults.some(({ chainId }) => chainId === chain.id),
  }
}

/** The roles that count in a city: those of the packs until an office stated otherwise. */
export async function listRoles(ctx: Context, { city, dataset = 'held' }: CityDay): Promise<EffectiveRole[]> {
  const packed = (await queries.listCatalogue(ctx.db, 'roles', city)).flatMap(({ roles }) => roles)
  return effectiveRoles(packed, await listLineEntries(ctx.db, { city, dataset }))
}

/** Chains of a city that do not have exactly one leader and one lead department on a day. */
export async function listMissingRoles(ctx: Context, { city, on, dataset }: CityDay): Promise<MissingRoles> {
  requirePermission(ctx.actor, 'chains.read', city)
  const day = dayOf(ctx, on)
  const edition = editionOn(await queries.listCatalogue(ctx.db, 'edition', city), day)
  if (!edition) return { city, on: day, unnamedCount: null, faults: [] }
  const faults = roleFaultsOn(findRoleFaults(spansOf(edition), await listRoles(ctx, { city, dataset })), day)
  return { city, on: day, unnamedCount: unnamedCount(edition), faults }
}

/** Codes of the cities that have a catalogue of chains: those that a session may choose from. */
export function listChainCities(ctx: Context): Promise<string[]> {
  requirePermission(ctx.actor, 'chains.read')
  return queries.listChainCities(ctx.db)
}

const newestFirst = (a: Edition, b: Edition) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? 1 : -1)

/** Every edition of a city, the youngest first. */
export async function listEditions(ctx: Context, city: string): Promise<Edition[]> {
  requirePermission(ctx.actor, 'chains.read', city)
  return [...(await queries.listCatalogue(ctx.db, 'edition', city))].sort(newestFirst)
}

/** The entry of a chain in the youngest edition that holds it. */
export async function getChainEntry(
  ctx: Context,
  { chainId, city }: { chainId: string; city: string },
): Promise<{ edition: Edition; chain: Edition['chains'][number] }> {
  requirePermission(ctx.actor, 'chains.read', city)
  const edition = (await listEditions(ctx, city)).find(({ chains }) =>
    chains.some(({ id }) => id === chainId),
  )
  if (!edition) throw noChain(chainId, city)
  return { edition, chain: edition.chains.find(({ id }) => id === chainId)! }
}

/** Where a chain came from: every edition of the city, oldest first, with the entries of its line and their links. */
export async function getChainHistory(
  ctx: Context,
  { chainId, city }: { chainId: string; city: string },
): Promise<HistoryAnswer> {
  const { edition: youngest } = await getChainEntry(ctx, { chainId, city })
  const editions = await queries.listCatalogue(ctx.db, 'edition', city)
  const lineages = await queries.listCatalogue(ctx.db, 'lineage', city)
  const line = lineOf({ edition: youngest.id, chain: chainId }, lineages)
  const isInLine = (edition: string, chain: string) =>
    line.entries.some((entry) => entry.edition === edition && entry.chain === chain)
  const documents = await listSourceDocuments(ctx)
  const cited = [...editions, ...line.links].flatMap(({ source }) =>
    source === '假设' ? [] : [source.document],
  )
  return {
    chainId,
    city,
    editions: [...editions]
      .sort(newestFirst)
      .reverse()
      .map((edition) => ({
        id: edition.id,
        kind: edition.kind,
        name: edition.name,
        validFrom: edition.validFrom,
        validTo: edition.validTo,
        statedCount: edition.statedCount,
        namedCount: edition.chains.length,
        unnamed: edition.unnamed ?? null,
        source: edition.source,
        entries: edition.chains
          .filter(({ id }) => isInLine(edition.id, id))
          .map(({ id, name }) => ({ id, name })),
      })),
    links: line.links.map(({ note, ...link }) => ({ ...link, note: note ?? null })),
    documents: [...new Set(cited)].sort().flatMap((id) => documents.get(id) ?? []),
  }
}

/** Who is what to a chain, as sources say; a name without a certain legal person has no organisation. */
export async function listChainParties(
  ctx: Context,
  { chainId, city }: { chainId: string; city: string },
): Promise<ChainParty[]> {
  requirePermission(ctx.actor, 'chains.read', city)
  const rows = await queries.listParties(ctx.db, { cityCode: city, chainId })
  return rows.map(({ organisationId, ...row }) => ({
    ...row,
    organisationId: organisationId === null ? null : String(organisationId),
  }))
}
