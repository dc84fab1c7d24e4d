import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The claims of this transaction as they stand, and their replacement. */
export async function readClaims(db: Db): Promise<string> {
  const { rows } = await sql<{
    own: string | null
  }>`select current_setting('lianshu.context', true) as own`.execute(db)
  return rows[0]?.own ?? ''
}

export async function setClaims(db: Db, token: string): Promise<void> {
  await sql`select set_config('lianshu.context', ${token}, true)`.execute(db)
}
