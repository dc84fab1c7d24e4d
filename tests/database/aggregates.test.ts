// Two answers together must not single out one buyer: every pair of figures that a bank is shown, by every filter.
import { beforeAll, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../src/modules/access/fixtures.ts'
import type { Role } from '../../src/modules/access/index.ts'
import { aggregateCity, chainBuyers, holdSecrets } from './confidential-city.ts'

const house = signedInApp({ keepBetweenTests: true })
beforeAll(async () => {
  await holdSecrets(house)
})

type Shown = { readonly address: string; readonly buyers: readonly string[]; readonly ratio: unknown }
const everyone = ['戊', '己', '庚', '辛']
const chains = Object.entries(chainBuyers)

/** Every question about local sourcing that the API takes, with the buyers that stand behind its answer. */
function questions(): { address: string; buyers: readonly string[] }[] {
  const city = `city=${aggregateCity}&dataset=held`
  const rings = ['city', '200km'].flatMap((ring) => [
    { address: `/api/network/local-sourcing?${city}&ring=${ring}`, buyers: everyone },
    ...chains.map(([chain, buyers]) => ({
      address: `/api/network/local-sourcing?${city}&ring=${ring}&chain=${chain}`,
      buyers,
    })),
  ])
  const days = ['2020-01-01', '2026-01-01'].flatMap((on) => [
    { address: `/api/overview?${city}&on=${on}`, buyers: everyone },
    ...chains.map(([chain, buyers]) => ({
      address: `/api/gaps/chain?${city}&chain=${chain}&on=${on}`,
      buyers,
    })),
  ])
  return [...rings, ...days]
}

async function shownTo(role: Role): Promise<Shown[]> {
  const cookie = await house.signIn(role)
  const shown: Shown[] = []
  for (const { address, buyers } of questions()) {
    const answer = await house.send('GET', address, undefined, cookie)
    expect(answer.status, address).toBe(200)
    const body = await bodyOf(answer)
    const { ratio, coverageRatio } = body.localSourcing ?? body
    if (ratio !== null || coverageRatio !== null) shown.push({ address, buyers, ratio })
  }
  return shown
}

const without = (a: readonly string[], b: readonly string[]) => a.filter((buyer) => !b.includes(buyer))

/** Pairs of which one holds all buyers of the other and one or two more. */
function singlingOut(shown: readonly Shown[]): string[] {
  return shown.flatMap((outer) =>
    shown
      .filter((inner) => without(inner.buyers, outer.buyers).length === 0)
      .map((inner) => ({ inner, rest: without(outer.buyers, inner.buyers) }))
      .filter(({ rest }) => rest.length > 0 && rest.length < 3)
      .map(({ inner, rest }) => `${outer.address} − ${inner.address} = ${rest.join('、')}`),
  )
}

test('the chain office is shown every figure: the questions have answers', async () => {
  const shown = await shownTo('chain_office')
  expect(shown.map(({ address }) => address)).toEqual(questions().map(({ address }) => address))
})

test.each(['bank', 'department', 'auditor'] as const)(
  'a %s sees the figure of the whole city',
  async (role) => {
    const shown = await shownTo(role)
    expect(shown.filter(({ buyers }) => buyers.length < 3)).toEqual([])
    expect(shown.some(({ buyers }) => buyers.length === everyone.length)).toBe(true)
  },
)

test.each(['bank', 'department', 'auditor'] as const)(
  'no two figures that a %s sees differ by one buyer or two',
  async (role) => {
    expect(singlingOut(await shownTo(role))).toEqual([])
  },
)
