import { beforeAll, describe, expect, test } from 'vitest'
import { startWorker } from '../../platform/jobs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asSystem } from '../access/index.ts'
import { inTestContext } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { loadReportPacks } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
const { database } = house
const city = '430200'
const chain = 'rail-transit'

beforeAll(async () => {
  await loadReportPacks(database)
  await inTestContext(database, (ctx) => generateDemoCity(ctx, { city, firms: 300, links: 1500, seed: 5 }))
}, 120_000)

const make = async (body: object, role: Parameters<typeof house.signIn>[0] = 'chain_office') =>
  house.send(
    'POST',
    '/api/reports/issues',
    { city, chain, dataset: 'demo', ...body },
    await house.signIn(role),
  )
const get = async (path: string, role: Parameters<typeof house.signIn>[0] = 'chain_office') =>
  house.send('GET', path, undefined, await house.signIn(role))

async function written(id: string) {
  const worker = await startWorker(database, { asProgram: (work) => asSystem(database, work) })
  try {
    for (let look = 0; look < 300; look++) {
      const issue = await bodyOf(get(`/api/reports/issues/${id}`))
      if (issue.job?.status === 'done') return issue
      if (issue.job?.status === 'failed') throw new Error(issue.job.problem)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the files are not written')
  } finally {
    await worker.stop()
  }
}

describe('a report', () => {
  test('is composed from held facts, each statement with its sources', async () => {
    const started = Date.now()
    const answer = await make({ template: 'chain-analysis' })
    const issue = await bodyOf(answer)
    expect(answer.status, JSON.stringify(issue)).toBe(201)
    console.log('composed in', Date.now() - started, issue.statementCount, issue.unknownCount)
    for (const s of issue.statements)
      if (s.kind !== 'row') console.log(s.isUnknown ? '?' : ' ', s.text, s.sources.length)
    const done = await written(issue.id)
    console.log('written in', Date.now() - started, done.files)
  }, 60_000)
})
