import { expect, test } from 'vitest'
import { gatherFacts, namedIn } from './network-facts.ts'

const relations = ['7,5,1200,250000,', '7,,300,,\n9,5,,,400000\n9,6,,,']

test('lines of the database are relations: unknown stays unknown, nobody named is no supplier', () => {
  expect(namedIn(relations)).toBe('{7,5,9,6}')
  const facts = gatherFacts({
    relations,
    firms: [
      JSON.stringify([
        ['5', true, '3411', ['axle'], 5000, null],
        ['7', false, null, [], null, 0],
      ]),
      JSON.stringify([['9', true, null, ['car'], null, null]]),
    ],
    nodes: [
      { nodeId: 'axle', classes: [] },
      { nodeId: 'car', classes: [] },
    ],
    needs: [{ nodeId: 'car', needsId: 'axle', essential: true, isAssumed: true }],
    essentialFrom: 'chain-maps',
  })
  expect(facts.firms).toEqual([
    { id: '5', salesFen: 5000, purchasesFen: null, sector: 0 },
    { id: '7', salesFen: null, purchasesFen: 0, sector: 2 },
    { id: '9', salesFen: null, purchasesFen: null, sector: 1 },
  ])
  expect(facts.maps).toEqual({ essentialNeeds: 1, assumedNeeds: 1 })
  expect(facts.isInCity).toEqual([true, false, true])
  const { suppliers, buyers, amountsFen, sharesOfPurchases, sharesOfSales } = facts.relations
  // 6 is no firm of the data set any more: nobody who is held.
  expect([...suppliers]).toEqual([0, -1, 0, -1])
  expect([...buyers]).toEqual([1, 1, 2, 2])
  expect([...amountsFen]).toEqual([1200, 300, Number.NaN, Number.NaN])
  expect([...sharesOfPurchases]).toEqual([0.25, Number.NaN, Number.NaN, Number.NaN])
  expect([...sharesOfSales]).toEqual([Number.NaN, Number.NaN, 0.4, Number.NaN])
  expect(facts.essential[0 * facts.sectors.length + 1]).toBe(2)
})
