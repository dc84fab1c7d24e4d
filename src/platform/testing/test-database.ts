import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { type Database, openUrls } from '../database/index.ts'
import { translate } from '../words.ts'
import { emptyDatabase } from './empty-database.ts'
import { openWorkerDatabase, type WorkerDatabase } from './test-cluster.ts'

export type TestDatabaseOptions = {
  /** Empty it once before the first test only: for a file whose tests all read one dear fixture. */
  readonly keepBetweenTests?: boolean
}

/**
 * A real database for the test file that calls this at its top level: this worker's own, migrated, and emptied before
 * each test. The object works from `beforeAll` on.
 */
export function testDatabase({ keepBetweenTests = false }: TestDatabaseOptions = {}): Database {
  let worker: WorkerDatabase | undefined
  let database: Database | undefined

  beforeAll(async () => {
    worker = await openWorkerDatabase(inject('testFolder')).catch(tellInWords)
    const { ownerUrl, migrations } = worker
    database = await openUrls({ ownerUrl, appUrl: null }, { migrations, migrate: false, report: () => {} })
  })
  beforeEach(async () => {
    if (worker && !keepBetweenTests) await emptyDatabase(worker.superuser)
  })
  afterAll(async () => {
    await database?.close()
    await worker?.superuser.end()
  })

  const opened = (): Database => {
    if (!database) throw new Error('the test database is open from beforeAll on, inside hooks and tests')
    return database
  }
  return {
    get app() {
      return opened().app
    },
    get owner() {
      return opened().owner
    },
    get signingKey() {
      return opened().signingKey
    },
    transaction: (options, work) => opened().transaction(options, work),
    close: async () => {}, // afterAll closes it, after the last test
  }
}

/** A broken migration must name its file and line to whoever runs the tests, not a code only. */
function tellInWords(error: unknown): never {
  if (!(error instanceof AppError)) throw error
  throw new Error(translate('en', error.code, error.params), { cause: error })
}
