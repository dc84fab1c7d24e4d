// Joins the rooms; the only file that names them all.

import {
  accessRoutes,
  asSystem,
  type Context,
  openHouse,
  registerPreparation,
  requestContext,
  SessionMemory,
  systemActor,
} from './modules/access/index.ts'
import { describeDatasets, findOrganisationName, registryRoutes } from './modules/registry/index.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database/index.ts'
import { createApp } from './platform/http.ts'

/** The program's own context: first start and pack load. */
function systemContext(database: Database, work: (ctx: Context) => Promise<void>): Promise<void> {
  const now = new Date()
  return asSystem(database, now, (db) =>
    work({ db, actor: systemActor, now, lang: 'zh', requestId: 'start' }),
  )
}

/** Brings the house to where people can work in it: packs, demo city, first administrator. Says how to sign in. */
export async function prepare(
  database: Database,
  _config: Config,
  report: (line: string) => void,
): Promise<{ signInHint: string | null }> {
  await loadPacks(database, report)
  let signInHint: string | null = null
  await systemContext(database, async (ctx) => {
    const opened = await openHouse(ctx)
    if (opened) {
      signInHint = `首次登录 first sign-in: ${opened.userName}  密码 password: ${opened.password}（只显示这一次 shown only once）`
    }
  })
  return { signInHint }
}

async function loadPacks(_database: Database, _report: (line: string) => void): Promise<void> {}

/** The whole HTTP application. The clock is handed in for tests. */
export function buildApp(database: Database, _config: Config, clock: () => Date = () => new Date()) {
  const app = createApp()
  const memory = new SessionMemory()
  app.use('/api/*', requestContext(database, memory, clock))
  app.route(
    '/',
    accessRoutes(
      {
        findOrganisationName,
        describeData: async (ctx) => {
          const { cities, datasets } = await describeDatasets(ctx, ['430200', '320400'])
          return {
            cities,
            datasets: datasets.map(({ dataset, organisations, asOf }) => ({
              id: dataset,
              organisations,
              relations: 0,
              asOf,
            })),
          }
        },
      },
      memory,
    ),
  )
  app.route('/', registryRoutes())
  return app
}

registerPreparation(loadPacks)
