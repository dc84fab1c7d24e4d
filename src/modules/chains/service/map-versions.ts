import { drawPicture } from '../../../engines/documents/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import { drawChainMap } from '../domain/draw-chain-map.ts'
import { nodeDigest } from '../domain/node-digest.ts'
import {
  compareMaps,
  type DraftMap,
  type KeptMap,
  type MapComparisonAnswer,
  type MapVersion,
  mapIdOf,
  toDraftMap,
} from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import * as forks from '../queries/map-forks.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap } from '../queries.ts'
import { getChainEntry, listChains, listEditions } from './catalogue.ts'
import { getChainMap } from './chain-map.ts'
import * as state from './draft-state.ts'

type OfChain = { chainId: string; city: string }

async function mapOfChain(ctx: Context, input: OfChain) {
  const { chain } = await getChainEntry(ctx, input)
  return { mapId: mapIdOf(chain) ?? chain.id, name: chain.name }
}

type Held = Pick<versions.VersionRow, 'heldFrom' | 'loadedAt'>

/** From which day a version holds: as it was published, a pack's from the day it was loaded. */
const heldFromOf = ({ heldFrom, loadedAt }: Held): string => heldFrom ?? chinaDay(loadedAt)

/** Until the day from which the next holds, so that no two versions hold on one day. */
function heldToOf(row: Held, supersededAt: Date, next: Held | undefined): string {
  const days = [heldFromOf(row), next ? heldFromOf(next) : chinaDay(supersededAt)]
  return days.sort().at(-1)!
}

/** Every version of a chain's map, newest first. Permission `chains.read`. */
export async function listMapVersions(ctx: Context, input: OfChain): Promise<MapVersion[]> {
  requirePermission(ctx.actor, 'chains.read', input.city)
  const { mapId } = await mapOfChain(ctx, input)
  const rows = await versions.listVersions(ctx.db, mapId)
  return rows.map(({ version, supersededAt, content, publishedBy, note, ...row }, at) => ({
    version,
    isCurrent: supersededAt === null,
    origin: publishedBy === null ? ('pack' as const) : ('house' as const),
    asOf: content.asOf,
    heldFrom: heldFromOf(row),
    heldTo: supersededAt === null ? null : heldToOf(row, supersededAt, rows[at - 1]),
    publishedBy,
    note,
    nodes: content.nodes.length,
    needs: content.nodes.reduce((sum, { needs }) => sum + (needs === 'none' ? 0 : needs.length), 0),
  }))
}

type Side = { version: number | null; label: string; map: DraftMap }

async function sideOf(ctx: Context, mapId: string, version: number): Promise<Side> {
  const found = await findMap(ctx.db, mapId, version)
  if (!found) throw new AppError('not_found', 'chains.no_map_version', { mapId, version })
  const label = translate(ctx.lang, 'chains.version_label', { version, asOf: found.map.asOf })
  return { version, label, map: toDraftMap(found.map) }
}

function compareSides(chainId: string, mapId: string, from: Side, to: Side): MapComparisonAnswer {
  const { head, segments, isReordered, nodes } = compareMaps(from.map, to.map)
  return {
    ...{ chainId, mapId, name: to.map.name, isReordered },
    from: { version: from.version, label: from.label },
    to: { version: to.version, label: to.label },
    head: [...head],
    segments: [...segments],
    nodes: nodes.map((change) => ({ ...change, fields: [...change.fields] })),
    before: from.map,
    after: to.map,
  }
}

/** What differs between two versions of a chain's map. */
export async function compareMapVersions(
  ctx: Context,
  { from, to, ...input }: OfChain & { from: number; to: number },
): Promise<MapComparisonAnswer> {
  requirePermission(ctx.actor, 'chains.read', input.city)
  const { mapId } = await mapOfChain(ctx, input)
  return compareSides(input.chainId, mapId, await sideOf(ctx, mapId, from), await sideOf(ctx, mapId, to))
}

/** What a draft changes against the version it began from. Permission `maps.draft`. */
export async function compareDraft(ctx: Context, id: string): Promise<MapComparisonAnswer> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await state.openDraftRow(ctx, id)
  const label = translate(ctx.lang, 'chains.draft_label', { revision: row.revision })
  const to = { version: null, label, map: row.content }
  const none = { ...row.content, segments: [], nodes: [] }
  const from =
    row.baseVersion === null
      ? { version: null, label: translate(ctx.lang, 'chains.no_version_label'), map: none }
      : await sideOf(ctx, row.mapId, row.baseVersion)
  return compareSides(row.chainId, row.mapId, from, to)
}

/** The chains of a city with what stands of their maps: version, open draft, second readers, conflict with a pack. */
export async function listKeptMaps(ctx: Context, { city }: { city: string }): Promise<KeptMap[]> {
  requirePermission(ctx.actor, 'maps.draft', city)
  const { chains } = await listChains(ctx, { city })
  const current = new Map((await versions.listCurrentMaps(ctx.db)).map((row) => [row.content.id, row]))
  const open = new Map((await drafts.listOpenDrafts(ctx.db, null)).map((row) => [row.mapId, row]))
  const conflicts = new Map((await versions.listConflicts(ctx.db)).map((row) => [row.mapId, row]))
  const readings = await versions.listReadings(ctx.db, [...current.keys()])
  const origins = new Map((await forks.listForks(ctx.db, city)).map((fork) => [fork.ownMapId, fork]))
  const drawnBy = await citiesOfMaps(ctx, city)
  const entries = [...chains, ...(await listOlderDrawn(ctx, city, { listed: chains, drawn: current }))]
  return entries.map((chain): KeptMap => {
    const mapId = chain.mapId ?? chain.id
    const held = current.get(mapId)
    const [draft, conflict] = [open.get(mapId), conflicts.get(mapId)]
    const isRead = new Set(
      readings.filter((one) => one.mapId === mapId).map(({ nodeId, digest }) => `${nodeId} ${digest}`),
    )
    const nodes = held ? toDraftMap(held.content).nodes : []
    return {
      ...{ chainId: chain.id, chainName: chain.name, mapId, version: held?.version ?? null },
      origin: held ? (held.isHouse ? 'house' : 'pack') : null,
      asOf: held?.content.asOf ?? null,
      nodes: nodes.length,
      readNodes: nodes.filter((node) => isRead.has(`${node.id} ${nodeDigest(node)}`)).length,
      openDraft: draft
        ? {
            ...{ id: String(draft.id), state: draft.state },
            ...{ updatedBy: draft.updatedBy, updatedAt: draft.updatedAt.toISOString() },
          }
        : null,
      conflict: conflict
        ? {
            ...{ id: String(conflict.id), pack: conflict.pack, isGone: conflict.content === null },
            foundAt: conflict.foundAt.toISOString(),
          }
        : null,
      sharedWith: drawnBy.get(mapId) ?? [],
      forkedFrom: tellOrigin(origins.get(mapId)),
    }
  })
}

type Entry = { readonly id: string; readonly name: KeptMap['chainName']; readonly mapId: string | null }

/** Chains of older editions whose map is drawn: the list of today no longer names them, their map is kept all the same. */
async function listOlderDrawn(
  ctx: Context,
  city: string,
  { listed, drawn }: { listed: readonly Entry[]; drawn: ReadonlyMap<string, unknown> },
): Promise<Entry[]> {
  const found = new Map<string, Entry>()
  for (const { chains } of await listEditions(ctx, city))
    for (const chain of chains) {
      const mapId = mapIdOf(chain)
      const isNew = !found.has(chain.id) && listed.every(({ id }) => id !== chain.id)
      if (isNew && mapId !== null && drawn.has(mapId)) found.set(chain.id, { ...chain, mapId })
    }
  return [...found.values()]
}

const tellOrigin = (fork: forks.MapFork | undefined): KeptMap['forkedFrom'] =>
  fork
    ? {
        ...{ mapId: fork.mapId, version: fork.fromVersion, by: fork.forkedBy, reason: fork.reason },
        on: chinaDay(fork.forkedAt),
      }
    : null

/** Names of the other cities that draw each map. */
async function citiesOfMaps(ctx: Context, city: string): Promise<Map<string, string[]>> {
  const places = await loadPlaces(ctx)
  const named = new Map<string, string[]>()
  for (const { mapId, cityCode } of await versions.listMapsOfCities(ctx.db)) {
    if (cityCode === city) continue
    named.set(mapId, [...(named.get(mapId) ?? []), places.find(cityCode)?.name ?? cityCode])
  }
  return named
}

/** Width of a PNG in px: about A2 at 150 per inch. */
const pngWidth = 3500

/** The map of a chain as a drawing, without a judgement: that is the judging rooms' to hand in. */
export async function drawMapOfChain(
  ctx: Context,
  { format, ...input }: OfChain & { version?: number | undefined; format: 'svg' | 'png' },
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'chains.read', input.city)
  const { version, ...chain } = input
  const map = await getChainMap(ctx, version === undefined ? chain : { ...chain, version })
  const svg = drawChainMap(map, null, { lang: ctx.lang })
  const name = `${map.name[ctx.lang]}-${map.mapVersion}.${format}`
  return format === 'svg'
    ? { fileName: name, mediaType: 'image/svg+xml', bytes: Buffer.from(svg, 'utf8') }
    : { fileName: name, mediaType: 'image/png', bytes: drawPicture(svg, pngWidth) }
}
