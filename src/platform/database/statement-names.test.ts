import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { StatementNames } from './statement-names.ts'

test('a statement is named from its fifth time on, and keeps its name', () => {
  const names = new StatementNames()
  const given = Array.from({ length: 7 }, () => names.nameOf('select 1'))
  expect(given).toEqual([undefined, undefined, undefined, undefined, 'lianshu_0', 'lianshu_0', 'lianshu_0'])
  expect(names.nameOf('select 2')).toBeUndefined()
})

test('texts that are always new are never named and do not push out the others', () => {
  const names = new StatementNames()
  for (let i = 0; i < 20_000; i++) expect(names.nameOf(`select ${i}`)).toBeUndefined()
  for (let i = 0; i < 5; i++) names.nameOf('select again')
  expect(names.nameOf('select again')).toBe('lianshu_0')
})

test('no more names than a connection should keep', () => {
  const names = new StatementNames()
  for (let i = 0; i < 400; i++) for (let times = 0; times < 5; times++) names.nameOf(`select ${i}`)
  expect([names.nameOf('select 299'), names.nameOf('select 300')]).toEqual(['lianshu_299', undefined])
})

const database = testDatabase()

test('the server keeps the plan of a statement that comes often, and its answers stay right', async () => {
  const answers: unknown[] = []
  await database.transaction({ contextToken: null }, async (db) => {
    for (let i = 0; i < 8; i++) {
      const { rows } = await sql<{ twice: number }>`select ${i}::int * 2 as twice`.execute(db)
      answers.push(rows[0]?.twice)
    }
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from pg_prepared_statements
      where statement like 'select $1::int * 2%'`.execute(db)
    expect(rows[0]?.n).toBe(1n)
  })
  expect(answers).toEqual([0, 2, 4, 6, 8, 10, 12, 14])
})
