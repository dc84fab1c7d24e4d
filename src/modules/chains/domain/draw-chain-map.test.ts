import { expect, test } from 'vitest'
import { drawPicture } from '../../../engines/documents/index.ts'
import type { MapAnswer } from '../model.ts'
import { type DrawnStatus, drawChainMap } from './draw-chain-map.ts'

const name = (zh: string, en: string) => ({ zh, en })
const node = (id: string, zh: string, segment: string) => ({
  ...{ id, name: name(zh, id), segment, products: [], classes: [], source: '假设' as const, needsNone: null },
})
const map = {
  ...{ chainId: 'pumps', mapId: 'pumps', mapVersion: 3, name: name('水泵', 'Pumps'), asOf: '2026-05' },
  ...{ source: { document: 'plan-2023', place: '附件1' } as MapAnswer['source'], note: null },
  segments: [
    { id: 'parts', name: name('零部件', 'Parts'), ordinal: 0 },
    { id: 'pump', name: name('整机', 'Pumps'), ordinal: 1 },
  ],
  nodes: [node('seal', '密封 <A&B>', 'parts'), node('motor', '电机', 'parts'), node('pump', '水泵', 'pump')],
  needs: [
    { node: 'pump', needs: 'seal', essential: true, source: '假设' as const },
    { node: 'pump', needs: 'motor', essential: false, source: '假设' as const },
  ],
} as unknown as MapAnswer

const statuses = new Map<string, DrawnStatus>([
  ['seal', { status: 'missing', here: 0, within200Km: 2, elsewhere: 5 }],
  ['pump', { status: 'strong', here: 4, within200Km: 1, elsewhere: 0, leadingFirm: '常州样本泵业有限公司' }],
])

test('the drawing says title, judgement, date and source, and names every node', () => {
  const svg = drawChainMap(map, statuses, {
    lang: 'zh',
    scope: '常州市',
    judgedOn: '2026-11-22',
    isDemo: true,
  })
  for (const said of [
    '常州市 水泵产业链图谱',
    '3 个环节：强 1，弱 0，缺 1，未知 1。',
    '演示数据',
    '0 / 2 / 5',
  ])
    expect(svg).toContain(said)
  expect(svg).toContain('图谱第 3 版（2026-05）；判断日期 2026-11-22；来源：plan-2023 附件1')
  expect(svg.match(/data-node=/g)).toHaveLength(3)
  expect(svg).toContain('常州样本泵业')
})

test('letters that mean something in SVG are written as such, and nothing is loaded from outside', () => {
  const svg = drawChainMap(map, null, { lang: 'zh' })
  expect(svg).toContain('密封 &lt;A&amp;B&gt;')
  expect(svg).not.toMatch(/<(script|style|image|foreignObject)|href=/)
})

test('without a judgement no status and no count is drawn, and the drawing says so', () => {
  const svg = drawChainMap(map, null, { lang: 'en' })
  expect(svg).toContain('3 nodes, 2 needs; not judged.')
  expect(svg).not.toContain('0 / 0 / 0')
  expect(svg).not.toContain('unknown')
})

test('the four statuses differ in grey too: by shape, edge and word', () => {
  const shapes = (['strong', 'weak', 'missing', 'unknown'] as const).map((status) => {
    const one = new Map([['seal', { status, here: 1, within200Km: 0, elsewhere: 0 }]])
    const svg = drawChainMap(map, one, { lang: 'zh' })
    const card = /<g data-node="seal">.*?<\/g>/s.exec(svg)![0]
    return card.replace(/#[0-9A-F]{6}/g, '')
  })
  expect(new Set(shapes).size).toBe(4)
})

test('the same map gives the same bytes, as SVG and as PNG', () => {
  const svg = drawChainMap(map, statuses, { lang: 'zh' })
  expect(drawChainMap(map, statuses, { lang: 'zh' })).toBe(svg)
  const png = drawPicture(svg, 600)
  expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  expect(Buffer.from(drawPicture(svg, 600)).equals(Buffer.from(png))).toBe(true)
})
