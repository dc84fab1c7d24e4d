import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyEdits,
  type ChainMap,
  compareMaps,
  type DraftMap,
  type DraftNode,
  isUnchanged,
  type MapEdit,
  toChainMap,
  toDraftMap,
} from '../model.ts'
import { checkDraft, mapsThatFollow } from './draft-checks.ts'
import { fromSheets, needColumns, nodeColumns, toSheets } from './map-sheets.ts'
import { mergeMaps } from './merge-maps.ts'
import { nodeDigest } from './node-digest.ts'
import { countWordUse, sieveOf } from './word-use.ts'

const node = (
  id: string,
  segment: string,
  needs: string[] = [],
  more: Partial<DraftNode> = {},
): DraftNode => ({
  ...{
    id,
    segment,
    name: { zh: `环节${id}`, en: `node ${id}` },
    products: [`${id}甲件`, `${id}乙件`, `${id}丙件`],
  },
  ...{ classes: ['3130'], source: '假设', needsNone: needs.length > 0 ? null : { zh: '原材料', en: 'raw' } },
  needs: needs.map((need) => ({ node: need, essential: true, source: '假设' as const })),
  ...more,
})
const map: DraftMap = {
  ...{ id: 'pumps', name: { zh: '水泵', en: 'Pumps' }, asOf: '2026', source: '假设', note: null },
  segments: [
    { id: 'parts', name: { zh: '零部件', en: 'Parts' } },
    { id: 'whole', name: { zh: '整机', en: 'Pumps' } },
  ],
  nodes: [node('seal', 'parts'), node('motor', 'parts'), node('pump', 'whole', ['seal', 'motor'])],
}
const edit = (edits: MapEdit[], start = map) => {
  const edited = applyEdits(start, edits)
  if (!edited.ok) throw new Error(`${edited.refusal.code} ${edited.refusal.id}`)
  return edited
}
const around = { classes: new Set(['3130']), documents: new Set(['plan-2023']), others: [] }

describe('edits', () => {
  test('taking a node out takes the needs of it, and undo brings both back where they stood', () => {
    const { map: without, inverse } = edit([{ op: 'remove_node', id: 'seal' }])
    expect(without.nodes.map(({ id }) => id)).toEqual(['motor', 'pump'])
    expect(without.nodes[1]!.needs.map(({ node }) => node)).toEqual(['motor'])
    expect(edit([...inverse], without).map).toEqual(map)
  })

  test('whatever is done is undone by its inverse, to the letter', () => {
    const ids = fc.constantFrom('seal', 'motor', 'pump', 'new', 'gone')
    const segments = fc.constantFrom('parts', 'whole', 'other')
    const at = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined })
    const anyEdit = fc.oneof(
      fc.record({ op: fc.constant('remove_node' as const), id: ids }),
      fc.record({ op: fc.constant('remove_segment' as const), id: segments }),
      fc.record({ op: fc.constant('move_node' as const), id: ids, segment: segments, at }),
      fc
        .tuple(ids, segments, at)
        .map(([id, segment, at]) => ({ op: 'add_node' as const, node: node(id, segment), at })),
      fc.tuple(segments, at).map(([id, at]) => ({
        ...{ op: 'put_segment' as const, segment: { id, name: { zh: `${id}段`, en: id } }, at },
      })),
      fc.tuple(ids, ids).map(([id, other]) => ({
        ...{ op: 'set_need' as const, id, need: { node: other, essential: false, source: '假设' as const } },
      })),
      fc.record({ op: fc.constant('remove_need' as const), id: ids, needs: ids }),
      fc
        .tuple(ids, fc.string())
        .map(([id, zh]) => ({ op: 'change_node' as const, id, fields: { name: { zh, en: '' } } })),
    ) as fc.Arbitrary<MapEdit>
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 8 }), (edits) => {
        const possible: MapEdit[] = []
        for (const one of edits) if (applyEdits(map, [...possible, one]).ok) possible.push(one)
        const done = edit(possible)
        expect(edit([...done.inverse], done.map).map).toEqual(map)
      }),
      { numRuns: 300 },
    )
  })

  test('what cannot be done is refused whole, with the place and the reason', () => {
    const refused = applyEdits(map, [
      { op: 'change_node', id: 'seal', fields: { name: { zh: '密封', en: 'Seal' } } },
      { op: 'remove_segment', id: 'parts' },
    ])
    expect(refused).toEqual({ ok: false, at: 1, refusal: { code: 'segment_in_use', id: 'parts' } })
    const need = { node: 'pump', essential: true, source: '假设' as const }
    expect(applyEdits(map, [{ op: 'set_need', id: 'pump', need }])).toMatchObject({
      refusal: { code: 'needs_itself' },
    })
  })

  test('a map goes into a draft and back without a change', () => {
    expect(toDraftMap(toChainMap(map))).toEqual(map)
    expect(toChainMap(map).nodes.map(({ needs }) => (needs === 'none' ? 0 : needs.length))).toEqual([0, 0, 2])
  })
})

describe('comparison and merge', () => {
  test('tells added, removed and changed with the fields; the order of needs is no change', () => {
    const after = edit([
      { op: 'remove_node', id: 'motor' },
      { op: 'add_node', node: node('inverter', 'parts') },
      {
        op: 'change_node',
        id: 'seal',
        fields: { products: ['密封圈', '油封', '机械密封'], classes: ['3489'] },
      },
    ]).map
    const { nodes } = compareMaps(map, after)
    expect(nodes.map(({ id, kind, fields }) => [id, kind, fields])).toEqual([
      ['seal', 'changed', ['products', 'classes']],
      ['pump', 'changed', ['needs']],
      ['inverter', 'added', []],
      ['motor', 'removed', []],
    ])
    const turned = { ...map, nodes: map.nodes.map((one) => ({ ...one, needs: [...one.needs].reverse() })) }
    expect(isUnchanged(compareMaps(map, turned))).toBe(true)
    expect(nodeDigest(turned.nodes[2]!)).toBe(nodeDigest(map.nodes[2]!))
  })

  test('two lines of work come together; what both changed otherwise stays ours and is told', () => {
    const name = (zh: string) => ({ zh, en: zh })
    const ours = edit([
      { op: 'change_node', id: 'seal', fields: { name: name('密封件') } },
      { op: 'change_node', id: 'pump', fields: { classes: ['3441'] } },
      { op: 'add_node', node: node('inverter', 'parts') },
    ]).map
    const theirs = edit([
      { op: 'change_node', id: 'seal', fields: { name: name('密封圈'), classes: ['3489'] } },
      { op: 'remove_node', id: 'motor' },
    ]).map
    const { merged, clashes } = mergeMaps(map, ours, theirs)
    expect(clashes).toEqual([{ node: 'seal', field: 'name', kind: 'both_changed' }])
    expect(merged.nodes.map(({ id, name, classes }) => [id, name.zh, classes[0]])).toEqual([
      ['seal', '密封件', '3489'],
      ['pump', '环节pump', '3441'],
      ['inverter', '环节inverter', '3130'],
    ])
    expect(merged.nodes[1]!.needs.map((need) => need.node)).toEqual(['seal'])
  })

  test('a node that one side changed and the other took away stays, and is told', () => {
    const ours = edit([{ op: 'change_node', id: 'motor', fields: { classes: ['3812'] } }]).map
    const theirs = edit([{ op: 'remove_node', id: 'motor' }]).map
    const { merged, clashes } = mergeMaps(map, ours, theirs)
    expect(merged.nodes.map(({ id }) => id)).toContain('motor')
    expect(clashes).toEqual([{ node: 'motor', field: 'node', kind: 'changed_and_removed' }])
  })
})

describe('checks', () => {
  test('a whole draft has no fault; faults speak of names, not of ids', () => {
    expect(checkDraft(map, around)).toEqual([])
    const broken = edit([
      { op: 'change_node', id: 'seal', fields: { products: ['密封'], classes: [] } },
      { op: 'set_need', id: 'seal', need: { node: 'pump', essential: true, source: '假设' } },
    ]).map
    const checks = checkDraft(broken, around)
    expect(checks.map(({ level, node, field }) => [level, node, field])).toEqual([
      ['fault', 'seal', 'products'],
      ['fault', 'pump', 'needs'],
      ['fault', 'seal', 'classes'],
    ])
    expect(checks[0]!.message.zh).toContain('“环节seal”')
    expect(checks[1]!.message.zh).toContain('需求成环')
  })

  test('a citation of a document that nobody holds is a fault', () => {
    const source = { document: 'nowhere', place: null, sentence: null }
    const cited = edit([{ op: 'change_node', id: 'seal', fields: { source } }]).map
    expect(checkDraft(cited, around)).toMatchObject([{ level: 'fault', node: 'seal', field: 'source' }])
    const held = edit([
      { op: 'change_node', id: 'seal', fields: { source: { ...source, document: 'plan-2023' } } },
    ]).map
    expect(checkDraft(held, around)).toEqual([])
  })

  test('what another map shares is noted, and follows when it is published', () => {
    const twin = { id: 'seal', name: { zh: '旧密封', en: 'Old seal' }, products: ['旧封'], classes: ['3489'] }
    const other = { mapId: 'motors', mapName: { zh: '电机', en: 'Motors' }, ...twin }
    const clash = { ...other, id: 'gasket', name: { zh: '垫片', en: 'Gasket' }, products: ['motor甲件'] }
    const notes = checkDraft(map, { ...around, others: [other, clash] })
    expect(notes.map(({ level, node, field }) => [level, node, field])).toEqual([
      ['note', 'seal', 'name'],
      ['note', 'motor', 'products'],
    ])
    const motors = {
      ...toChainMap(map),
      id: 'motors',
      nodes: [{ ...toChainMap(map).nodes[0]!, ...twin }],
    } as ChainMap
    const [follower] = mapsThatFollow(toChainMap(map), [motors, toChainMap(map)])
    expect([follower!.id, follower!.nodes[0]!.name.zh, follower!.nodes[0]!.products.length]).toEqual([
      'motors',
      '环节seal',
      3,
    ])
  })
})

test('word counts follow the placement: a word inside a longer word of another node is not counted', () => {
  const product = (organisationId: string, cityCode: string, name: string) => ({
    organisationId,
    cityCode,
    product: name,
  })
  const draft = {
    ...map,
    nodes: [node('chair', 'parts', [], { products: ['司机座椅'] }), node('seat', 'parts')],
  }
  const use = countWordUse(
    { node: 'seat', words: ['座椅', '靠背'] },
    {
      ...{ draft, others: [], city: '320400' },
      products: [
        product('1', '320400', '高铁座椅'),
        product('1', '320400', '靠背'),
        product('2', '430200', '座椅'),
        product('3', '320400', '司机座椅'),
        product('4', '320404', '座椅面料'),
      ],
    },
  )
  expect(use).toMatchObject({ firms: 2, firmsInCity: 1 })
  expect(
    use.words.map(({ word, firms, firmsInCity, example }) => [word, firms, firmsInCity, example]),
  ).toEqual([
    ['座椅', 2, 1, '高铁座椅'],
    ['靠背', 1, 1, '靠背'],
  ])
  expect(sieveOf('I G%BT')).toBe('%i%g%b%t%')
})

describe('the workbook', () => {
  const table = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => ({
    header,
    rows: rows.map((cells, at) => ({ line: at + 2, cells: cells.map((cell) => String(cell ?? '')) })),
  })

  test('a map goes out and comes back the same', () => {
    const { nodes, needs } = toSheets(map)
    const read = fromSheets(map, table(nodeColumns, nodes), table(needColumns, needs))
    expect(read.faults).toEqual([])
    expect(read.map).toEqual(map)
  })

  test('every faulty row is told by line and column and not guessed at', () => {
    const { nodes, needs } = toSheets(map)
    nodes[1]![3] = 'Motor 1'
    nodes.push([...nodes[0]!])
    needs[0]![2] = '也许'
    const { faults, map: read } = fromSheets(map, table(nodeColumns, nodes), table(needColumns, needs))
    expect(faults.map(({ sheet, line, column }) => [sheet, line, column])).toEqual([
      ['nodes', 3, '环节编号'],
      ['nodes', 5, '环节编号'],
      ['needs', 2, '是否关键'],
      ['needs', 3, '需要的环节编号'],
    ])
    expect(read.nodes.map(({ id }) => id)).toEqual(['seal', 'pump'])
    const missing = fromSheets(map, table(['环节'], [['x']]), table(needColumns, []))
    expect(missing.faults.length).toBe(nodeColumns.length - 1)
  })
})
