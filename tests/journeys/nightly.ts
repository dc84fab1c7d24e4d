// Joins the rooms: notices are declared where they are joined.
import '../../src/app.ts'
import { asProgramAlready, asSystem, systemActor } from '../../src/modules/access/index.ts'
import { escalateTasks } from '../../src/modules/programmes/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import type { RunningHouse } from './running-house.ts'

/** Does now what the job of late tasks does four times a day; a journey cannot wait six hours for it. */
export async function escalateNow({ folder }: RunningHouse): Promise<number> {
  const config = readConfig({ ...process.env, LIANSHU_DATA: folder, DATABASE_URL: '' })
  const database = await openDatabase(config, { migrate: false })
  try {
    const program = {
      actor: systemActor,
      lang: 'zh' as const,
      requestId: 'journey',
      asProgram: asProgramAlready,
    }
    const { steps } = await asSystem(database, (db) => escalateTasks({ db, now: new Date(), ...program }))
    return steps
  } finally {
    await database.close()
  }
}
