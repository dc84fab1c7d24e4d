// Joins the rooms: with app/, which has their packs, seams and the first start, the only place that names them all.

import { join } from 'node:path'
import {
  accessRoutes,
  audit,
  type Context,
  readOidcSettings,
  requestContext,
  requirePermission,
  runAsOperator,
  SessionMemory,
} from './modules/access/index.ts'
import { atlasRoutes, tileHostsOf } from './modules/atlas/index.ts'
import { chainRoutes, listChainCities, mapRoutes } from './modules/chains/index.ts'
import { cultivationRoutes } from './modules/cultivation/index.ts'
import { evaluationRoutes } from './modules/evaluation/index.ts'
import { gapRegisterRoutes, gapsRoutes } from './modules/gaps/index.ts'
import { indicatorRoutes } from './modules/indicators/index.ts'
import { countRelations, networkRoutes } from './modules/network/index.ts'
import { policyRoutes } from './modules/policy/index.ts'
import { programmeRoutes } from './modules/programmes/index.ts'
import {
  describeDatasets,
  findOrganisationPlace,
  type ImportRunner,
  importsInThisProcess,
  registryRoutes,
} from './modules/registry/index.ts'
import { reportRoutes } from './modules/reports/index.ts'
import { riskRoutes } from './modules/risk/index.ts'
import { ticketRoutes } from './modules/services/index.ts'
import type { BackupDoor } from './platform/backup/index.ts'
import { type Config, readConfig } from './platform/config.ts'
import type { Database } from './platform/database/index.ts'
import { Spool } from './platform/files/index.ts'
import { createApp } from './platform/http.ts'
import './app/seams.ts'

export { packDoor } from './app/packs.ts'
export { prepare } from './app/prepare.ts'

/** What `lianshu backup`, `restore` and `upgrade` work with. */
export const backupDoor: BackupDoor = {
  record: (io, operator, entry) =>
    runAsOperator(io, { as: operator, isPreparing: true }, async (ctx) => {
      requirePermission(ctx.actor, 'house.backup')
      await audit(ctx, entry)
    }),
}

/** Where files wait to be imported. */
export const uploadSpool = (config: Config) => new Spool(join(config.dataFolder, 'uploads'))

// What comes as a file goes to the disk; anything else is read into memory within its limits.
const receiveBy = (spool: Spool) => (request: Request) =>
  /^application\/octet-stream/i.test(request.headers.get('content-type') ?? '')
    ? spool.receive(request)
    : null

/** The whole HTTP application. The clock is handed in for tests; imports run in this process unless told otherwise. */
export function buildApp(
  database: Database,
  config: Config,
  clock: () => Date = () => new Date(),
  importRunner?: ImportRunner,
) {
  const app = createApp(tileHostsOf(process.env))
  const memory = new SessionMemory()
  const spool = uploadSpool(config)
  const imports = { spool, runner: importRunner ?? importsInThisProcess(database, spool) }
  app.use('/api/*', requestContext(database, memory, clock, receiveBy(spool)))
  app.route(
    '/',
    accessRoutes({ findOrganisation: findOrganisationPlace, describeData }, memory, {
      trustsProxy: config?.trustsProxy ?? false,
      oidc: config ? readOidcSettings(process.env) : null,
    }),
  )
  for (const routes of [
    () => registryRoutes(imports),
    indicatorRoutes,
    chainRoutes,
    mapRoutes,
    networkRoutes,
    gapRegisterRoutes,
    gapsRoutes,
    riskRoutes,
    evaluationRoutes,
    policyRoutes,
    cultivationRoutes,
    ticketRoutes,
    programmeRoutes,
    atlasRoutes,
    reportRoutes,
  ]) {
    app.route('/', routes())
  }
  return app
}

async function describeData(ctx: Context) {
  const { cities, datasets } = await describeDatasets(ctx, await listChainCities(ctx))
  const counted: { id: 'held' | 'demo'; organisations: number; relations: number; asOf: string | null }[] = []
  for (const { dataset, organisations, asOf } of datasets) {
    counted.push({ id: dataset, organisations, relations: await countRelations(ctx.db, dataset), asOf })
  }
  return { cities, datasets: counted }
}

/** openapi.json: every route with its schemas and its permission. Needs no database. */
export function describeApi() {
  const app = buildApp(undefined as never, readConfig({}))
  return app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Lianshu 链枢', version: '0.1.0' } })
}
