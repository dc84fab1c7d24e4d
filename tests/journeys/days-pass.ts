import { sql } from 'kysely'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import type { RunningHouse } from './running-house.ts'

/** Lets days pass for one case: its whole history moves back, as if it had begun earlier. */
export async function letDaysPass({ folder }: RunningHouse, lifeId: string, days: number): Promise<void> {
  const database = await openDatabase(
    readConfig({ ...process.env, LIANSHU_DATA: folder, DATABASE_URL: '' }),
    {
      migrate: false,
    },
  )
  try {
    const { owner } = database
    await sql`update policy.life_event set at = at - make_interval(days => ${days}) where life_id = ${BigInt(lifeId)}`.execute(
      owner,
    )
    await sql`update policy.life set due_on = due_on - ${days}::int where id = ${BigInt(lifeId)}`.execute(
      owner,
    )
  } finally {
    await database.close()
  }
}
