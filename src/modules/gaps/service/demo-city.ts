import { normaliseName } from '../../../engines/identity/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listChainCities, placeFirmsByWords, recordPlacements } from '../../chains/index.ts'
import {
  centreOf,
  type DemoCity,
  type DemoNode,
  type DemoTown,
  type DemoTowns,
  insertDemoRelations,
  inventCity,
  zoneOf,
} from '../../network/index.ts'
import {
  ensureGroups,
  insertIdentifiers,
  insertOrganisations,
  insertProducts,
  loadPlaces,
  lockDataset,
  soundOf,
} from '../../registry/index.ts'
import { listDrawnChains, listMapNeeds, listMapNodes } from '../queries/chains.ts'
import { clearDemo, hasDemo, listTowns } from '../queries/demo.ts'
import { insertStatements } from '../queries/statements.ts'

export type DemoInput = {
  readonly city: string
  readonly firms: number
  readonly links: number
  readonly seed: number
}
export type DemoReport = DemoInput & { readonly completeNodes: number }

/** The demo city that a fresh data folder gets, around the first city whose pack draws a map. */
export const defaultDemoCity: Omit<DemoInput, 'city'> = { firms: 2_000, links: 12_000, seed: 1 }
export const mostDemoFirms = 200_000
export const mostDemoLinks = 2_000_000

/** Part of the seed: the invented relations are of this year and before, whatever day it is. */
const demoYear = 2025
const rowsAtATime = 10_000

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += rowsAtATime) yield rows.slice(at, at + rowsAtATime)
}

async function loadTowns(ctx: Context, city: string): Promise<DemoTowns> {
  const places = await loadPlaces(ctx)
  const centre = centreOf(places, city)
  const rows = await listTowns(ctx.db)
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  const towns: { here: DemoTown[]; near: DemoTown[]; far: DemoTown[] } = { here: [], near: [], far: [] }
  for (const { code, level, parentCode } of rows) {
    const isOwnCounty = level === 'county' && parentCode === city
    const point = places.centre(code)
    if (!point || (level === 'county' && !isOwnCounty) || code === city) continue
    const cityCode = isOwnCounty ? city : code
    const town: DemoTown = {
      cityCode,
      cityName: names.get(cityCode) ?? cityCode,
      provinceCode: `${code.slice(0, 2)}0000`,
      districtCode: isOwnCounty ? code : null,
      districtName: isOwnCounty ? (names.get(code) ?? code) : null,
      ...point,
    }
    const zone = zoneOf(centre, { cityCode, ...point, precision: 'city' })
    towns[zone === 'here' ? 'here' : zone === 'within200Km' ? 'near' : 'far'].push(town)
  }
  if (towns.here.length === 0) {
    const name = names.get(city) ?? city
    const provinceCode = `${city.slice(0, 2)}0000`
    towns.here.push({ ...centre, cityName: name, provinceCode, districtCode: null, districtName: null })
  }
  return towns
}

/** The nodes of the city's drawn maps, each once; `chainId` is the first chain that has it. */
async function loadNodes(
  ctx: Context,
  city: string,
): Promise<{ nodes: DemoNode[]; chainsOf: Map<string, string[]> }> {
  const drawn = await listDrawnChains(ctx.db, city, `${demoYear + 1}-12-31`)
  if (drawn.length === 0) throw new AppError('conflict', 'gaps.demo_no_map', { city })
  const mapIds = [...new Set(drawn.map(({ mapId }) => mapId))]
  const needs = await listMapNeeds(ctx.db, mapIds)
  const chainsOf = new Map<string, string[]>()
  const nodes = new Map<string, DemoNode>()
  for (const { mapId, nodeId, products, classes } of await listMapNodes(ctx.db, mapIds)) {
    const chains = drawn.filter((chain) => chain.mapId === mapId).map(({ chainId }) => chainId)
    chainsOf.set(nodeId, [...(chainsOf.get(nodeId) ?? []), ...chains])
    const own = needs
      .filter((need) => need.mapId === mapId && need.nodeId === nodeId)
      .map(({ needsId, essential }) => ({ nodeId: needsId, essential }))
    // One key for all chains, so that needs find their node whichever chain they stand in.
    nodes.set(nodeId, { chainId: 'all', nodeId, products, industryCode: classes[0] ?? null, needs: own })
  }
  return { nodes: [...nodes.values()], chainsOf }
}

async function writeFirms(ctx: Context, { firms }: DemoCity, source: string): Promise<string[]> {
  const groupNames = [...new Set(firms.flatMap(({ groupName }) => (groupName === null ? [] : [groupName])))]
  const groups = new Map<string, string>()
  for (const names of chunks(groupNames))
    for (const [name, id] of await ensureGroups(ctx.db, 'demo', names, source)) groups.set(name, id)
  const ids: string[] = []
  for (const some of chunks(firms)) {
    const opened = await insertOrganisations(
      ctx.db,
      some.map(({ town, groupName, precision, ...firm }) => {
        const sound = soundOf(firm.name)
        return {
          dataset: 'demo',
          name: firm.name,
          nameNormalised: normaliseName(firm.name),
          namePinyin: sound.pinyin,
          nameInitials: sound.initials,
          kind: 'firm',
          provinceCode: town?.provinceCode ?? null,
          cityCode: town?.cityCode ?? null,
          districtCode: town?.districtCode ?? null,
          address: town ? `${town.cityName}${town.districtName ?? ''}` : null,
          industry: null,
          industryCode: firm.industryCode,
          lng: firm.lng,
          lat: firm.lat,
          positionPrecision: precision,
          positionSource: precision === null ? null : source,
          groupId: groupName === null ? null : groups.get(groupName)!,
        }
      }),
      { importId: null, at: ctx.now },
    )
    for (const id of opened) ids.push(String(id))
  }
  return ids
}

async function writeWhatFirmsAre(
  ctx: Context,
  { firms }: DemoCity,
  ids: readonly string[],
  source: string,
): Promise<void> {
  const numbered = firms.map((firm, i) => ({ ...firm, organisationId: ids[i]! }))
  const stamp = { source, importId: null }
  for (const some of chunks(numbered)) {
    const codes = some.map(({ organisationId, creditCode: value }) => ({
      dataset: 'demo',
      kind: 'credit_code',
      value,
      organisationId,
    }))
    await insertIdentifiers(ctx.db, codes, stamp)
    const products = some.flatMap(({ organisationId, products: names }) =>
      names.map((name) => ({ organisationId, name })),
    )
    await insertProducts(ctx.db, products, stamp)
  }
  const stated = numbered
    .filter(({ evidence }) => evidence === 'stated')
    .map(({ organisationId, nodeId, evidence }) => ({
      organisationId,
      nodeId,
      evidence: evidence as 'stated',
      source,
      asOf: null,
    }))
  await recordPlacements(ctx, 'demo', stated)
  await placeFirmsByWords(ctx, 'demo')
}

async function writeStatements(
  ctx: Context,
  input: DemoInput,
  { completeNodes }: DemoCity,
  chainsOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await insertStatements(
    ctx.db,
    completeNodes.flatMap(({ nodeId }) =>
      (chainsOf.get(nodeId) ?? []).map((chainId) => ({
        dataset: 'demo' as const,
        cityCode: input.city,
        chainId,
        nodeId,
        kind: 'register_complete' as const,
        source: '演示数据：假设已普查',
        statedOn: `${demoYear}-12-31`,
        statedBy: '演示',
        createdAt: ctx.now,
      })),
    ),
  )
}

/**
 * Makes the demo city anew: invented firms with invented names along the chain maps of a city, in the data set `demo`.
 * The same input gives the same city. One audit entry.
 */
export async function generateDemoCity(
  ctx: Context,
  input: DemoInput,
  report: (line: string) => void = () => {},
): Promise<DemoReport> {
  requirePermission(ctx.actor, 'demo.generate')
  if (input.firms > mostDemoFirms || input.links > mostDemoLinks)
    throw new AppError('too_large', 'gaps.demo_too_large', {
      mostFirms: mostDemoFirms,
      mostLinks: mostDemoLinks,
    })
  await lockDataset(ctx.db, 'demo')
  const { nodes, chainsOf } = await loadNodes(ctx, input.city)
  const city = inventCity({ ...input, nodes, towns: await loadTowns(ctx, input.city), latestYear: demoYear })
  const possible = city.links.length
  if (possible < input.links) throw new AppError('invalid', 'gaps.demo_no_room', { ...input, possible })
  const source = `演示数据 demo, seed ${input.seed}`
  await clearDemo(ctx.db)
  const ids = await writeFirms(ctx, city, source)
  report(`${ids.length} 家演示企业 firms`)
  await writeWhatFirmsAre(ctx, city, ids, source)
  await insertDemoRelations(ctx, city, ids, source)
  report(`${city.links.length} 条演示关系 relations`)
  await writeStatements(ctx, input, city, chainsOf)
  const result = { ...input, completeNodes: city.completeNodes.length }
  await audit(ctx, { action: 'demo.generate', subject: `city/${input.city}/demo`, detail: { ...result } })
  return result
}

/** The city that the demo stands around where nobody names one; undefined where no pack draws a map. */
export async function findDemoCity(ctx: Context): Promise<string | undefined> {
  for (const city of await listChainCities(ctx)) {
    const drawn = await listDrawnChains(ctx.db, city, `${demoYear + 1}-12-31`)
    if (drawn.length > 0) return city
  }
  return undefined
}

/** Gives a fresh data folder its demo city; does nothing where one stands, or where no map is drawn yet. */
export async function ensureDemoCity(ctx: Context, report: (line: string) => void = () => {}): Promise<void> {
  if (await hasDemo(ctx.db)) return
  const city = await findDemoCity(ctx)
  if (city) await generateDemoCity(ctx, { ...defaultDemoCity, city }, report)
}
