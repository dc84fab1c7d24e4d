import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../platform/testing/index.ts'
import type { Context } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { ensureDemoRisk, listRuns, listStressTests } from './index.ts'

const database = testDatabase({ keepBetweenTests: true })
const city = '430200'
const inContext = <T>(work: (ctx: Context) => Promise<T>) => inTestContext(database, work)
const standing = (ctx: Context) =>
  Promise.all([listRuns(ctx, { city, dataset: 'demo' }), listStressTests(ctx, { city, dataset: 'demo' })])

beforeAll(() => loadProjectPacks(database), 120_000)

test('without relations the demo shows no risk, rather than a risk of 0', async () => {
  await inContext((ctx) => ensureDemoRisk(ctx, undefined))
  await inContext((ctx) => ensureDemoRisk(ctx, city))

  expect(await inContext(standing)).toEqual([[], []])
})

test('a demo city gets one ranking and one stress test that hits somebody, also when started twice', async () => {
  await inContext((ctx) => generateDemoCity(ctx, { city, firms: 300, links: 1_500, seed: 5 }))

  await inContext((ctx) => ensureDemoRisk(ctx, city))
  await inContext((ctx) => ensureDemoRisk(ctx, city))

  const [runs, tests] = await inContext(standing)
  expect([runs.length, tests.length]).toEqual([1, 1])
  expect(tests[0]!.reachedCount).toBeGreaterThan(1)
}, 60_000)
