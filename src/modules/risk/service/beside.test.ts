import { serialize } from 'node:v8'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { type RelationFact, relationsOf } from '../domain/supply-facts.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import { inThread } from './beside.ts'
import { packFacts, unpackFacts } from './kept-facts.ts'
import { networkWorks } from './network-works.ts'

const firmCount = 3_000
const list = Array.from(
  { length: 30_000 },
  (_, r): RelationFact => ({
    supplier: r % 17 === 0 ? null : (r * 7) % firmCount,
    buyer: (r * 13 + 5) % firmCount,
    amountFen: r % 3 === 0 ? 1_000 + r : null,
    ...{ shareOfPurchases: r % 5 === 0 ? 0.01 : null, shareOfSales: null },
  }),
)
const essential = new Uint8Array(40 * 40).map((_, k) => (k % 7 === 0 ? 2 : 1))
const facts: NetworkFacts = {
  firms: Array.from({ length: firmCount }, (_, i) => ({
    ...{ id: String(i), sector: i % 40 },
    ...{ salesFen: null, purchasesFen: i % 2 === 0 ? 5_000_000 : null },
  })),
  relations: relationsOf(list),
  ...{ sectors: Array.from({ length: 40 }, (_, k) => `node:n${k}`), essential },
  isInCity: Array.from({ length: firmCount }, () => true),
}

/** The longest that something else had to wait while a promise was open, ms. */
async function longestWait(work: Promise<unknown>): Promise<number> {
  let isDone = false
  let longest = 0
  const end = () => {
    isDone = true
  }
  work.then(end, end)
  while (!isDone) {
    const begun = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 2))
    longest = Math.max(longest, performance.now() - begun)
  }
  return longest
}

test('facts kept before relations stood in columns are the same network', () => {
  const before = gzipSync(serialize({ ...facts, relations: list }))
  expect(buildNetwork(unpackFacts(before))).toEqual(buildNetwork(unpackFacts(packFacts(facts))))
})

test('what is done in the thread is what is done here, and others have their turn meanwhile', async () => {
  const packed = packFacts(facts)
  await inThread('namedIn', ['1,2,,,'])
  const here = await networkWorks.explain(packed, '7')
  const begun = performance.now()
  const there = inThread('explain', packed, '7')
  const waited = await longestWait(there)
  const tookMs = performance.now() - begun
  expect(await there).toEqual(here)
  expect(here?.reached).toBeGreaterThan(0)
  // Here the same work would have been one wait as long as the whole.
  expect(waited).toBeLessThan(tookMs / 2)
  const hit = [{ firm: 7, lossRatio: 0.5 }]
  const asked = { draws: 2, durationDays: 30 }
  expect(await inThread('shock', packed, hit, asked)).toEqual(await networkWorks.shock(packed, hit, asked))
}, 60_000)

test('a work that fails tells why, and the thread goes on', async () => {
  await expect(inThread('explain', new Uint8Array([1, 2, 3]), '7')).rejects.toThrow('incorrect header check')
  expect(await inThread('namedIn', ['4,3,,,'])).toBe('{4,3}')
})
