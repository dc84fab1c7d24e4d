import { describe, expect, test } from 'vitest'
import { endingsOf, headOf, knownHeads } from './product-heads.ts'
import { buildProductSpace, nearNode, proximitiesOf, rankRelated } from './relatedness.ts'

const firm = (id: string, ...products: string[]) => ({ id, products })
// 轴承 is made by firms 1–6, 齿轮 by 1–4 and 7, 水泥 by 8–12.
const firms = [
  ...['1', '2', '3', '4'].map((id) => firm(id, '精密轴承', '圆柱齿轮')),
  firm('5', '滚动轴承'),
  firm('6', '轴承（铁路）'),
  firm('7', '斜齿轮'),
  ...['8', '9', '10', '11', '12'].map((id) => firm(id, '普通水泥')),
]

describe('relatedness over products', () => {
  test('the kind of a product is the longest ending that five firms share', () => {
    expect(endingsOf('真空断路器（10kV）')).toEqual(['空断路器', '断路器', '路器'])
    const known = knownHeads(firms.map(({ products }) => products))
    expect([...known].sort()).toEqual(['普通水泥', '水泥', '轴承', '通水泥', '齿轮'].sort())
    expect([headOf('特种水泥', known), headOf('LED', known)]).toEqual(['水泥', null])
  })

  test('proximity is the smaller share of makers of both, with 2 added to the larger count', () => {
    const space = buildProductSpace(firms)
    const near = proximitiesOf(space, space.firmsOf.get('轴承')!)
    // 4 firms make both; 6 make 轴承, 5 make 齿轮: 4 / (6 + 2)
    expect(near.get('齿轮')).toBe(0.5)
    expect(near.has('普通水泥')).toBe(false)
  })

  test('a firm that makes the neighbouring kind is a candidate, with the product that says so; a cement works is not', () => {
    const space = buildProductSpace(firms)
    const near = nearNode(space, { products: [], makers: ['1', '2', '3'] })
    const makers = new Set(['1', '2', '3'])
    const related = rankRelated(space, near, (id) => !makers.has(id))
    // 轴承: 3 / (6 + 2), 齿轮: 3 / (5 + 2); firm 4 makes both
    expect(related[0]).toMatchObject({ id: '4' })
    expect(related[0]!.score).toBeCloseTo(3 / 8 + 3 / 7, 12)
    expect(related.map(({ id }) => id)).toEqual(['4', '7', '5', '6'])
    expect(related[1]!.neighbours).toEqual([{ product: '斜齿轮', kind: '齿轮', proximity: 3 / 7 }])
  })

  test('a node nobody makes is found by the words of its products', () => {
    const space = buildProductSpace(firms)
    const near = nearNode(space, { products: ['航空轴承'], makers: [] })
    expect([near.get('轴承'), near.get('齿轮')]).toEqual([1, 0.5])
  })
})
