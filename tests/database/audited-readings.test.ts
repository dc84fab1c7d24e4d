// Readings of confidential facts are audited, and do not stand in line for one another until they are written down.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { signedInApp } from '../../src/modules/access/fixtures.ts'
import { holdSecrets } from './confidential-city.ts'

const house = signedInApp({ keepBetweenTests: true })
let ids: Record<string, string> = {}
beforeAll(async () => {
  ids = await holdSecrets(house)
})

const append = (action: string) =>
  sql`select access.append_audit(now(), ${action}, 'registry.organisation/1', '{}', true)`
const contextToken = () => house.tokenFor('chain_office', new Date())

test('one reading that takes long does not hold up another', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = house.database.transaction({ contextToken: contextToken() }, async (db) => {
    await append('test.slow').execute(db)
    begun()
    await held
  })
  await hasBegun
  try {
    await house.database.transaction({ contextToken: contextToken() }, async (db) => {
      await sql`set local lock_timeout = '2s'`.execute(db)
      await append('test.quick').execute(db)
    })
  } finally {
    release()
    await slow
  }
  const { rows } = await sql<{ action: string }>`
    select action from access.audit_entry where action like 'test.%' order by seq`.execute(
    house.database.owner,
  )
  expect(rows.map(({ action }) => action)).toEqual(['test.quick', 'test.slow'])
})

test('many readings at once: each is in the chain, once, and the chain is whole', {
  timeout: 60_000,
}, async () => {
  const cookie = await house.signIn('chain_office')
  const count = async () => {
    const { rows } = await sql<{ n: bigint; faults: bigint; gaps: bigint }>`
      select (select count(*) from access.audit_entry where confidential) as n,
        (select count(*) from access.first_audit_fault()) as faults,
        (select max(seq) - count(*) from access.audit_entry) as gaps`.execute(house.database.owner)
    return { n: Number(rows[0]!.n), faults: Number(rows[0]!.faults), gaps: Number(rows[0]!.gaps) }
  }
  const before = await count()
  const asked = 400
  const atOnce = 16
  const path = `/api/network/organisations/${ids.乙}/relations`
  const began = performance.now()
  let next = 0
  const reader = async () => {
    while (next < asked) {
      next += 1
      const answer = await house.send('GET', path, undefined, cookie)
      if (answer.status !== 200) throw new Error(await answer.text())
    }
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  const perSecond = Math.round(asked / ((performance.now() - began) / 1_000))
  if (process.env.LIANSHU_TELL) process.stdout.write(`readings a second: ${perSecond}\n`)
  expect(await count()).toEqual({ n: before.n + asked, faults: 0, gaps: 0 })
})
