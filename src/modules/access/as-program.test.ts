import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { programReader } from './as-program.ts'
import { signedInApp } from './fixtures.ts'

const house = signedInApp()

test('readings as the program that overlap leave a reader its own claims', async () => {
  const contextToken = house.tokenFor('firm', new Date(), '1', '71')
  await house.database.transaction({ contextToken }, async (db) => {
    const asProgram = programReader(db, house.database.signingKey)
    const role = async () => {
      const { rows } = await sql<{ role: string }>`select access.current_role_code() as role`.execute(db)
      return rows[0]!.role
    }
    const inside: string[] = []
    const read = (ms: number) =>
      asProgram(async () => {
        inside.push(await role())
        await sleep(ms)
        inside.push(await role())
      })
    expect(await role()).toBe('firm')
    await Promise.all([read(5), read(30), sleep(15).then(() => read(30)), asProgram(() => read(1))])
    expect(inside).toEqual(Array.from({ length: 8 }, () => 'system'))
    expect(await role()).toBe('firm')
    await expect(
      asProgram(async () => {
        throw new Error('no figure')
      }),
    ).rejects.toThrow('no figure')
    expect(await role()).toBe('firm')
  })
})
