import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { loadPack, type Pack, type PackSection, readPack } from '../../platform/packs/index.ts'
import { signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { loadProjectPacks, projectSections, readProjectPacks } from './fixtures.ts'
import { mapSection, placeFirmsByWords, recordPlacements } from './index.ts'

describe('versions and placements', () => {
  const house = signedInApp()
  const insertFirm = async (ctx: Context, name: string, products: readonly string[]) => {
    const { rows } = await sql<{ id: bigint }>`
      insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, created_at, updated_at)
      values ('held', ${name}, ${name}, '', '', ${ctx.now}, ${ctx.now}) returning id`.execute(ctx.db)
    for (const product of products)
      await sql`insert into registry.product (organisation_id, name, source) values (${rows[0]!.id}, ${product}, 'test')`.execute(
        ctx.db,
      )
    return String(rows[0]!.id)
  }
  const placed = (ctx: Context) =>
    sql<{ nodeId: string; evidence: string; source: string }>`
      select node_id, evidence, source from chains.placed_organisation order by node_id`
      .execute(ctx.db)
      .then(({ rows }) => rows)

  test('a changed map makes a new version, the old one can still be read', async () => {
    const sections = [mapSection] as unknown as PackSection<unknown, Context>[]
    const zhuzhou = readProjectPacks(['zhuzhou'])[1]!
    const withMap = (change: (map: { nodes: { products: string[] }[] }) => void): Pack => {
      const [doc] = zhuzhou.docs.get('maps')!
      const value = structuredClone(doc!.value) as { nodes: { products: string[] }[] }
      change(value)
      return { ...zhuzhou, docs: new Map([['maps', [{ ...doc!, value }]]]) }
    }
    await house.asSystem((ctx) =>
      loadPack(
        withMap(() => {}),
        sections,
        ctx,
      ),
    )
    await house.asSystem((ctx) =>
      loadPack(
        withMap((map) => map.nodes[0]!.products.push('新词语')),
        sections,
        ctx,
      ),
    )
    const versions = await house.asSystem((ctx) =>
      sql<{ version: number; held: boolean }>`
        select version, superseded_at is null as held from chains.pack_document where kind = 'map' order by version`
        .execute(ctx.db)
        .then(({ rows }) => rows),
    )
    expect(versions).toEqual([
      { version: 1, held: false },
      { version: 2, held: true },
    ])
    const nodes = await house.asSystem((ctx) =>
      sql<{ n: number }>`select count(*)::int as n from chains.current_node`
        .execute(ctx.db)
        .then(({ rows }) => rows[0]!.n),
    )
    expect(nodes).toBe((zhuzhou.docs.get('maps')![0]!.value as { nodes: unknown[] }).nodes.length)
  })

  test('a firm by words is a hint that a statement beats; older statements do not come back', async () => {
    await house.asSystem(async (ctx) => {
      await loadProjectPacks(ctx, ['zhuzhou'])
      const organisationId = await insertFirm(ctx, '试验甲公司', ['NXZ铁路货车轴承', '儿童电动车'])
      expect(await placeFirmsByWords(ctx, 'held')).toEqual({ added: 1, removed: 0 })
      expect(await placeFirmsByWords(ctx, 'held')).toEqual({ added: 0, removed: 0 })
      expect(await placed(ctx)).toEqual([
        { nodeId: 'axle-bearing', evidence: 'words', source: 'NXZ铁路货车轴承' },
      ])
      const one = { organisationId, nodeId: 'axle-bearing', evidence: 'stated' as const }
      const stated = { ...one, source: '年报', asOf: '2024-12-31' }
      expect(await recordPlacements(ctx, 'held', [stated])).toBe(1)
      expect(await recordPlacements(ctx, 'held', [stated])).toBe(0)
      expect(await recordPlacements(ctx, 'held', [{ ...one, source: '旧报', asOf: '2020-12-31' }])).toBe(0)
      expect((await placed(ctx)).map(({ evidence, source }) => [evidence, source])).toEqual([
        ['stated', '年报'],
      ])
    })
  })

  test('a hint goes when no word names the node any more', async () => {
    await house.asSystem(async (ctx) => {
      await loadProjectPacks(ctx, ['zhuzhou'])
      await insertFirm(ctx, '试验丙公司', ['地铁车轴'])
      await placeFirmsByWords(ctx, 'held')
    })
    await sql`delete from registry.product`.execute(house.database.owner)
    const changes = await house.asSystem((ctx) => placeFirmsByWords(ctx, 'held'))
    expect(changes).toEqual({ added: 0, removed: 1 })
    expect(await house.asSystem(placed)).toEqual([])
  })

  test('a node that no map holds is refused and nothing is written', async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['zhuzhou']))
    const attempt = house.asSystem(async (ctx) => {
      const firm = await insertFirm(ctx, '试验乙公司', [])
      const one = { organisationId: firm, evidence: 'stated' as const, source: '年报', asOf: null }
      await recordPlacements(ctx, 'held', [
        { ...one, nodeId: 'wheel' },
        { ...one, nodeId: 'ships' },
      ])
    })
    await expect(attempt).rejects.toMatchObject({ code: 'chains.unknown_nodes' })
    expect(await house.asSystem(placed)).toEqual([])
  })

  test('C01: faults of a map are told with file and line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'))
    mkdirSync(join(folder, 'maps'))
    writeFileSync(join(folder, 'maps/broken.yaml'), brokenMap)
    const [national] = readProjectPacks([])
    const { problems } = readPack(folder, projectSections, [national!])
    rmSync(folder, { recursive: true })
    expect(problems.map(({ file, line, path }) => [file, line, path])).toEqual([
      ['maps/broken.yaml', 11, 'nodes.0.products'],
      ['maps/broken.yaml', 12, 'nodes.0.classes.0'],
      ['maps/broken.yaml', 14, 'nodes.0.needs.0.node'],
      ['maps/broken.yaml', 21, 'nodes.1.needs'],
    ])
    expect(problems.every(({ message }) => message.zh !== '' && message.en !== '')).toBe(true)
  })
})

// Too few words, a code that no standard has, an unknown node, a circle.
const brokenMap = `id: broken
name: { zh: 坏图, en: Broken }
asOf: '2026'
source: 假设
segments:
  - { id: parts, name: { zh: 零部件, en: Parts } }
nodes:
  - id: wheel
    name: { zh: 车轮, en: Wheel }
    segment: parts
    products: [整体车轮, 弹性车轮]
    classes: ['9999']
    source: 假设
    needs: [{ node: iron, essential: true, source: 假设 }, { node: axle, essential: true, source: 假设 }]
  - id: axle
    name: { zh: 车轴, en: Axle }
    segment: parts
    products: [机车轴, 地铁车轴, 空心车轴]
    classes: ['3715']
    source: 假设
    needs:
      - { node: wheel, essential: true, source: 假设 }
`
