import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { z } from 'zod'
import {
  findConflicts,
  findUnknownDocuments,
  indicatorFileSchema,
  type Located,
  sourceDocumentSchema,
  targetFileSchema,
} from '../indicators/index.ts'
import {
  checkEditions,
  checkGroupings,
  checkLineages,
  checkOrganisations,
  checkRoles,
} from './domain/check-catalogue.ts'
import { checkMap } from './domain/check-map.ts'
import { checkSharedNodes } from './domain/check-shared-nodes.ts'
import { findRoleFaults } from './domain/role-faults.ts'
import { placeByWords, WordIndex } from './domain/word-placement.ts'
import {
  chainMapSchema,
  editionSchema,
  groupingSchema,
  lineageSchema,
  organisationFileSchema,
  roleFileSchema,
} from './model.ts'

const read = <S extends z.ZodType>(pack: string, folder: string, schema: S): Located<z.infer<S>>[] => {
  const path = join('packs', pack, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const doc = schema.parse(parse(readFileSync(join(path, file), 'utf8')))
      return { file: `${pack}/${folder}/${file}`, doc }
    })
}
const classes = (
  parse(readFileSync('packs/national/industry/gbt4754-2017.yaml', 'utf8')) as { classes: { code: string }[] }
).classes
const knownClasses = new Set(classes.map(({ code }) => code))
const maps = ['zhuzhou', 'changzhou'].flatMap((pack) => read(pack, 'maps', chainMapSchema))
const mapIds = new Set(maps.map(({ doc }) => doc.id))
const catalogueOf = (pack: string) => ({
  editions: read(pack, 'catalogue', editionSchema),
  roles: read(pack, 'roles', roleFileSchema),
  groupings: read(pack, 'groupings', groupingSchema),
  lineages: read(pack, 'lineage', lineageSchema),
  organisations: read(pack, 'organisations', organisationFileSchema),
})
const targetsOf = (pack: string) => read(pack, 'targets', targetFileSchema).flatMap(({ doc }) => doc.targets)

describe.each(['zhuzhou', 'changzhou'])('the pack %s', (pack) => {
  test('has no fault between its files and cites only documents that it holds', () => {
    const catalogue = catalogueOf(pack)
    const { editions } = catalogue
    const faults = [
      ...checkEditions(editions, mapIds),
      ...checkRoles(catalogue.roles, editions),
      ...checkGroupings(catalogue.groupings, editions),
      ...checkLineages(catalogue.lineages, editions),
      ...checkOrganisations(catalogue.organisations, editions),
    ]
    expect(faults).toEqual([])
    const named = new Set(catalogue.organisations.flatMap(({ doc }) => doc.organisations.map(({ id }) => id)))
    const subjects = targetsOf(pack).flatMap(({ subject }) => (subject === null ? [] : [subject]))
    expect(subjects.filter((subject) => !named.has(subject))).toEqual([])
    const documents = new Set(read(pack, 'documents', sourceDocumentSchema).map(({ doc }) => doc.id))
    const cited = [
      ...catalogue.editions,
      ...catalogue.roles,
      ...catalogue.groupings,
      ...catalogue.lineages,
      ...catalogue.organisations,
      ...read(pack, 'maps', chainMapSchema),
      ...read(pack, 'indicators', indicatorFileSchema),
      ...read(pack, 'targets', targetFileSchema),
    ]
    expect(findUnknownDocuments(cited, documents)).toEqual([])
  })
})

describe('the rail-transit map', () => {
  const map = maps.find(({ doc }) => doc.id === 'rail-transit')!

  test('C01: has at least 80 nodes over six segments, each with words, needs and a class of the standard', () => {
    expect(checkMap(map, knownClasses)).toEqual([])
    expect(map.doc.nodes.length).toBeGreaterThanOrEqual(80)
    expect(map.doc.segments.map(({ name }) => name.zh)).toEqual([
      '基础材料',
      '基础器件',
      '零部件',
      '系统',
      '整车',
      '运维',
    ])
    const raw = map.doc.nodes.filter(({ needs }) => needs === 'none')
    expect(new Set(raw.map(({ segment }) => segment))).toEqual(new Set(['materials']))
  })

  test('words that look alike place each product at one node only', () => {
    const index = new WordIndex(map.doc.nodes)
    expect(index.nodesOf('晋西地铁车轴')).toEqual(['axle'])
    expect(index.nodesOf('NXZ铁路货车轴承')).toEqual(['axle-bearing'])
    expect(index.nodesOf('铜峰机车电容器')).toEqual(['capacitor'])
    expect(index.nodesOf('时代新材铁路货车减振产品')).toEqual(['rubber-spring'])
    expect(index.nodesOf('儿童电动车系列')).toEqual([])
  })
})

describe('the maps of the chains that Changzhou names', () => {
  test.each([
    ['photovoltaics', 30],
    ['power-battery', 30],
    ['industrial-robots', 30],
    ['integrated-circuits', 30],
    ['carbon-materials', 30],
  ])('C01: %s has at least %i nodes, each with words, needs and a class of the standard', (id, least) => {
    const map = maps.find(({ doc }) => doc.id === id)!
    expect(checkMap(map, knownClasses)).toEqual([])
    expect(map.doc.nodes.length).toBeGreaterThanOrEqual(least)
  })

  test('a node that stands in several maps is the same node in each', () => {
    expect(checkSharedNodes(maps)).toEqual([])
    const held = maps.flatMap(({ doc }) => doc.nodes.map(({ id }) => id))
    expect(held.filter((id) => id === 'power-semiconductor').length).toBe(5)
  })

  test('words place products of these trades at one node each', () => {
    const nodesOf = (id: string, product: string) =>
      new WordIndex(maps.find(({ doc }) => doc.id === id)!.doc.nodes).nodesOf(product)
    expect(nodesOf('photovoltaics', '天合太阳能组件')).toEqual(['pv-module'])
    expect(nodesOf('power-battery', '新宙邦锂电池电解液')).toEqual(['electrolyte'])
    expect(nodesOf('industrial-robots', '双环RV减速器')).toEqual(['rv-reducer'])
    expect(nodesOf('carbon-materials', '第六元素氧化石墨烯')).toEqual(['graphene-oxide'])
  })
})

describe('the catalogue of Changzhou', () => {
  const { editions, roles } = catalogueOf('changzhou')

  test('A02 A05: tells its history from 2009 and names only what the source names', () => {
    const counts = editions
      .toSorted((a, b) => (a.doc.validFrom < b.doc.validFrom ? -1 : 1))
      .map(({ doc }) => [doc.validFrom, doc.statedCount, doc.chains.length])
    expect(counts).toEqual([
      ['2009', 5, 5],
      ['2013', 10, 10],
      ['2016', 10, 0],
      ['2017', 10, 10],
      ['2019', null, 2],
      ['2022', 23, 4],
    ])
  })

  test('A01: the only lead department that the replies name is that of rail transit; no leader is named', () => {
    const current = editions.find(({ doc }) => doc.id === 'changzhou-2022')!.doc
    const spans = current.chains.map(({ id, name }) => ({ id, name, from: '2022-01-01', to: null }))
    const faults = findRoleFaults(
      spans,
      roles.flatMap(({ doc }) => doc.roles),
    )
    expect(faults.filter(({ role }) => role === 'lead_department').map(({ chainId }) => chainId)).toEqual([
      'power-battery',
      'industrial-robots',
      'integrated-circuits',
    ])
    expect(faults.filter(({ role }) => role === 'leader').map(({ kind }) => kind)).toEqual(
      Array(4).fill('holder_unknown'),
    )
  })
})

describe('the targets', () => {
  test('L01–L30: every row that the documents give a target for is held', () => {
    const rows = new Set([...targetsOf('zhuzhou'), ...targetsOf('changzhou')].map(({ row }) => row))
    const expected = [...Array(25).keys()].map((i) => `L${String(i + 1).padStart(2, '0')}`)
    expect([...rows].sort()).toEqual([...expected, 'L29', 'L30'])
  })

  test('trap 1: 40 against 50 is a conflict of value, 15 against 20 one of scope, and nothing else conflicts', () => {
    const found = findConflicts(targetsOf('zhuzhou')).map(({ kind, indicator, targets }) => [
      kind,
      indicator,
      targets,
    ])
    expect(found).toEqual([
      ['value', 'srdi-firms', ['l04-annex', 'l04-body']],
      ['scope', 'little-giant-firms', ['l05-annex', 'l05-body']],
    ])
  })

  test('trap 3: provincial technology centres are a series of dated values', () => {
    const values = read('changzhou', 'indicators', indicatorFileSchema).flatMap(({ doc }) => doc.values)
    const series = values.filter(({ indicator }) => indicator === 'provincial-tech-centres')
    expect(series.map(({ period, value }) => [period, value])).toEqual([
      ['2019', 203],
      ['2020', 233],
    ])
  })
})

test('C21, trap 2: sizes and stars add up; ownership leaves 80 firms over and is not made to fit', () => {
  const values = read('changzhou', 'indicators', indicatorFileSchema).flatMap(({ doc }) => doc.values)
  const at = (indicator: string, scope: string) =>
    values.find((value) => value.indicator === indicator && value.scope?.zh === scope)!.value!
  const sum = (indicator: string, scopes: string[]) =>
    scopes.reduce((total, scope) => total + at(indicator, scope), 0)
  expect(sum('designated-firms', ['大型', '中型', '小微型'])).toBe(at('designated-firms', '全部'))
  expect(sum('star-firms', ['五星', '四星', '三星'])).toBe(at('star-firms', '全部'))
  expect(at('designated-firms', '全部') - sum('designated-firms', ['民营', '三资'])).toBe(80)
})

test('N17: every firm that the documents name as leading is held, under the name as written', () => {
  const held = ['zhuzhou', 'changzhou'].flatMap((pack) =>
    read(pack, 'organisations', organisationFileSchema).flatMap(({ doc }) =>
      doc.organisations.map(({ nameAsWritten }) => nameAsWritten),
    ),
  )
  const named =
    '中车戚机公司、中车戚研所、新誉集团、今创集团、中车株机、中车株所、联诚集团、九方装备、中天钢铁、上上电缆、天合光能、新阳科技、金昇实业、东方日升、亿晶光电、顺风光电、亚玛顿、瑞声科技、森萨塔、梅特勒-托利多、中简科技、第六元素、江南石墨烯研究院、龙城精锻、找纱科技、立卓信息、星星充电、光宝科技、星宇车灯'
  expect(named.split('、').filter((name) => !held.includes(name))).toEqual([])
  expect(new Set(held).size).toBe(held.length)
})

const seeds: Record<string, string> = {
  'zhuzhou-pilot-plan-2023': '003_615e9a7bda2e21e0.txt',
  'changzhou-reply-2022-57': '000_6b37833c3dd10c4b.txt',
  'changzhou-reply-2022-54': '001_1b8b67bbe8686905.txt',
  'changzhou-reply-2020-0287': '002_6154cac39ff35275.repaired.txt',
  'changzhou-reply-2021-44': '004_5ce730795f2056aa.txt',
}
const seedFolder = '../shared/mission/seeds'

describe.skipIf(!existsSync(seedFolder))('against the documents themselves', () => {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  type Cited = { document: string; sentence: string }
  const citedIn = (value: unknown): Cited[] => {
    if (value === null || typeof value !== 'object') return []
    const own = 'document' in value && 'sentence' in value && value.sentence !== null ? [value as Cited] : []
    return [...own, ...Object.values(value).flatMap(citedIn)]
  }

  test('every sentence that a pack cites stands in the document that it names', () => {
    const texts = Object.entries(seeds).map(([id, file]) => [
      id,
      plain(readFileSync(join(seedFolder, file), 'utf8')),
    ])
    const textOf = new Map(texts as [string, string][])
    const files = ['zhuzhou', 'changzhou'].flatMap((pack) =>
      readdirSync(join('packs', pack), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.yaml') && !file.startsWith('policies'))
        .map((file) => parse(readFileSync(join('packs', pack, file), 'utf8')) as unknown),
    )
    const cited = citedIn(files).filter(({ document }) => textOf.has(document))
    expect(cited.length).toBeGreaterThan(200)
    expect(
      cited.filter(({ document, sentence }) => !textOf.get(document)!.includes(plain(sentence))),
    ).toEqual([])
  })
})

const companies = '../shared/data/companies/rail_related_listed_2020.csv'

describe.skipIf(!existsSync(companies))('on the rail-related listed firms', () => {
  test('the map places most products of the makers, and electric bicycles nowhere', () => {
    const index = new WordIndex(maps[0]!.doc.nodes)
    const rows = readFileSync(companies, 'utf8').trim().split('\n').slice(1)
    const firms = rows.map((row) => {
      const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, ''))
      return {
        organisationId: cells[1]!,
        products: cells
          .slice(7)
          .join('')
          .split(/[、，]/),
      }
    })
    const placed = placeByWords(index, firms)
    const at = (name: string) =>
      placed.filter(({ organisationId }) => organisationId === name).map((p) => p.nodeId)
    expect(at('晋西车轴股份有限公司')).toContain('axle')
    expect(at('天马轴承集团股份有限公司')).toContain('axle-bearing')
    expect(at('方大集团股份有限公司')).toContain('platform-door')
    expect(at('广东群兴玩具股份有限公司')).toEqual([])
    expect(new Set(placed.map(({ organisationId }) => organisationId)).size).toBeGreaterThanOrEqual(40)
  })
})
