import { expect, test } from 'vitest'
import { placeByWords, WordIndex } from './word-placement.ts'

const index = new WordIndex([
  { id: 'bearing', products: ['铁路轴承', '货车轴承', '轴箱轴承'] },
  { id: 'wagon', products: ['铁路货车', '铁路敞车'] },
  { id: 'metro', products: ['地铁车辆', '城轨车辆'] },
  { id: 'hvac', products: ['车辆空调', '列车空调'] },
  { id: 'driver-seat', products: ['司机座椅'] },
  { id: 'seat', products: ['座椅'] },
  { id: 'power', products: ['IGBT', '功率模块'] },
])

test('the thing named last is what is sold: a wagon bearing is a bearing and no wagon', () => {
  expect(index.nodesOf('NXZ铁路货车轴承')).toEqual(['bearing'])
  expect(index.nodesOf('朗进科技地铁车辆空调')).toEqual(['hvac'])
  expect(index.nodesOf('中国重工铁路货车')).toEqual(['wagon'])
})

test('a word inside a longer word that counts is dropped', () => {
  expect(index.nodesOf('司机座椅')).toEqual(['driver-seat'])
})

test('width, case, spaces and marks do not matter', () => {
  expect(index.nodesOf('1700V ＩＧＢＴ')).toEqual(['power'])
  expect(index.nodesOf('igbt')).toEqual(['power'])
})

test('a product that names nothing places nobody', () => {
  expect(placeByWords(index, [{ organisationId: '1', products: ['儿童电动车', '', '地铁'] }])).toEqual([])
})

test('a firm stands once at a node, with the product that named it, in a fixed order', () => {
  const firm = { organisationId: '7', products: ['城轨车辆', '地铁车辆', '铁路轴承'] }
  expect(placeByWords(index, [firm])).toEqual([
    { organisationId: '7', nodeId: 'bearing', product: '铁路轴承' },
    { organisationId: '7', nodeId: 'metro', product: '城轨车辆' },
  ])
})

test('a word before another thing does not count, an ending that names no other thing does not hide it', () => {
  expect(index.nodesOf('功率模块测试台')).toEqual([])
  expect(index.nodesOf('铁路货车系列产品')).toEqual(['wagon'])
  expect(index.nodesOf('城轨车辆（地铁车辆空调）')).toEqual(['hvac', 'metro'])
})

test('50,000 firms over 100 nodes take about a second', () => {
  const nodes = Array.from({ length: 100 }, (_, i) => ({
    id: `n${i}`,
    products: [`产品${i}甲号`, `部件${i}乙号`, `材料${i}丙号`],
  }))
  const firms = Array.from({ length: 50_000 }, (_, i) => ({
    organisationId: String(i),
    products: [
      `某某公司高性能产品${i % 100}甲号`,
      '与本链无关的一长串产品名称说明文字',
      `部件${(i * 7) % 100}乙号`,
    ],
  }))
  const start = performance.now()
  const placed = placeByWords(new WordIndex(nodes), firms)
  expect(performance.now() - start).toBeLessThan(5_000)
  expect(placed.filter(({ organisationId }) => organisationId === '1').map(({ nodeId }) => nodeId)).toEqual([
    'n1',
    'n7',
  ])
})
