// Joins the rooms; the only file that names them all.
import { join } from 'node:path'
import type { CommandIo } from './kernel/command.ts'
import {
  accessRoutes,
  afterConsentChanged,
  asProgramAlready,
  asSystem,
  audit,
  type Context,
  consentTodo,
  openHouse,
  readOidcSettings,
  registerNoticeKinds,
  registerPreparation,
  registerTodoSource,
  requestContext,
  requirePermission,
  runAsOperator,
  SessionMemory,
  systemActor,
} from './modules/access/index.ts'
import {
  atlasIndicatorSource,
  atlasRoutes,
  atlasSection,
  ensureDemoAtlas,
  leadTodo,
  tileHostsOf,
} from './modules/atlas/index.ts'
import {
  chainRoutes,
  chainSections,
  listChainCities,
  mapRoutes,
  mapTodo,
  placeFirmsByWords,
  sieveByChain,
} from './modules/chains/index.ts'
import {
  cultivationRoutes,
  cultivationSections,
  cultivationTodo,
  ensureDemoLadder,
} from './modules/cultivation/index.ts'
import {
  ensureDemoRuns,
  evaluationRoutes,
  evaluationTodo,
  scorecardSection,
} from './modules/evaluation/index.ts'
import {
  ensureDemoCity,
  findDemoCity,
  gapIndicatorSource,
  gapNoticeKinds,
  gapOverdueJob,
  gapRegisterRoutes,
  gapsRoutes,
  gapTodo,
  statusSection,
  vocabularySection,
} from './modules/gaps/index.ts'
import {
  indicatorRoomSource,
  indicatorRoutes,
  indicatorSections,
  indicatorTodo,
  recomputeJob,
  registerIndicatorSource,
  valueImporter,
} from './modules/indicators/index.ts'
import {
  agreementTodo,
  countRelations,
  demandTodo,
  ensureDemoNetwork,
  networkIndicatorSource,
  networkNotices,
  networkRoutes,
  networkSection,
  relationImporter,
} from './modules/network/index.ts'
import {
  ensureDemoPolicies,
  escalationJob,
  fundSection,
  loadExamples,
  policyDatesJob,
  policyRoutes,
  policySections,
  policyTodo,
  reviewTodoSource,
  workflowSection,
} from './modules/policy/index.ts'
import {
  pilotSection,
  planSection,
  programmeIndicators,
  programmeRoutes,
  supervisionSection,
  taskEscalationJob,
  taskTodo,
  unitNamesSection,
} from './modules/programmes/index.ts'
import {
  afterImport,
  centreSection,
  claimTodo,
  collectionTodo,
  correctionTodo,
  describeDatasets,
  divisionSection,
  ensureDemoLibraries,
  entryImporter,
  factSections,
  findOrganisationPlace,
  findPackDigest,
  type ImportRunner,
  importsInThisProcess,
  industrySection,
  libraryReviewTodo,
  librarySections,
  projectImporter,
  registerChainSieve,
  registerImporter,
  registryJobs,
  registryRoutes,
  reviewTodo,
  settleConsentedFigures,
  upsertPackDigest,
} from './modules/registry/index.ts'
import {
  artefactSection,
  dayStateJob,
  fileJob,
  reportRoutes,
  templateSection,
} from './modules/reports/index.ts'
import { ensureDemoRisk, monitoringSection, riskRoutes, riskTodo } from './modules/risk/index.ts'
import {
  ensureDemoTickets,
  serviceLevelSection,
  ticketJob,
  ticketRoutes,
  ticketTodo,
} from './modules/services/index.ts'
import type { BackupDoor } from './platform/backup/index.ts'
import { type Config, projectFolder, readConfig } from './platform/config.ts'
import type { Database } from './platform/database/index.ts'
import { Spool } from './platform/files/index.ts'
import { createApp } from './platform/http.ts'
import { registerJob } from './platform/jobs/index.ts'
import { type PackDoor, readAllPacks } from './platform/packs/cli.ts'
import { digestPack, listPackFolders, loadPack, type PackSection } from './platform/packs/index.ts'
import { calendarSection } from './platform/working-days.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const packSections: readonly PackSection<any, Context>[] = [
  calendarSection,
  divisionSection,
  centreSection,
  industrySection,
  ...librarySections,
  ...factSections,
  ...indicatorSections,
  ...chainSections,
  networkSection,
  statusSection,
  monitoringSection,
  vocabularySection,
  scorecardSection,
  ...policySections,
  workflowSection,
  serviceLevelSection,
  fundSection,
  supervisionSection,
  unitNamesSection,
  planSection,
  pilotSection,
  ...cultivationSections,
  atlasSection,
  templateSection,
  artefactSection,
]
const packFolder = join(projectFolder, 'packs')

/** The program's own context: first start and pack load. */
function inSystemContext<T>(database: Database, work: (ctx: Context) => Promise<T>): Promise<T> {
  const now = new Date()
  return asSystem(database, (db) =>
    work({ db, actor: systemActor, now, lang: 'zh', requestId: 'start', asProgram: asProgramAlready }),
  )
}

/** Loads the packs whose files changed since they were loaded; refuses all while one has a fault. */
async function loadChangedPacks(
  ctx: Context,
  report: (line: string) => void,
): Promise<{ name: string; isChanged: boolean }[]> {
  requirePermission(ctx.actor, 'packs.load')
  const states: { name: string; sha256: string; isChanged: boolean }[] = []
  for (const { name, folder } of listPackFolders(packFolder)) {
    const sha256 = digestPack(folder)
    states.push({ name, sha256, isChanged: (await findPackDigest(ctx.db, name)) !== sha256 })
  }
  if (states.some(({ isChanged }) => isChanged)) {
    for (const pack of readAllPacks({ sections: packSections, folder: packFolder })) {
      const state = states.find(({ name }) => name === pack.name)!
      if (!state.isChanged && pack.problems.length === 0) continue
      report(`读入城市包 loading pack ${pack.name}`)
      await loadPack(pack, packSections, ctx)
      await audit(ctx, {
        action: 'packs.load',
        subject: `pack/${pack.name}`,
        detail: { sha256: state.sha256 },
      })
      await upsertPackDigest(ctx.db, { name: pack.name, sha256: state.sha256, loadedAt: ctx.now })
    }
  }
  await loadExamples(ctx, join(packFolder, 'examples'))
  return states.map(({ name, isChanged }) => ({ name, isChanged }))
}

/** What `lianshu pack` works with. */
export const packDoor: PackDoor = {
  sections: packSections,
  folder: packFolder,
  load: (io: CommandIo, operator) =>
    runAsOperator(io, { as: operator, isPreparing: true }, (ctx) => loadChangedPacks(ctx, io.err)),
}

/** What `lianshu backup`, `restore` and `upgrade` work with. */
export const backupDoor: BackupDoor = {
  record: (io, operator, entry) =>
    runAsOperator(io, { as: operator, isPreparing: true }, async (ctx) => {
      requirePermission(ctx.actor, 'house.backup')
      await audit(ctx, entry)
    }),
}

/** Brings the house to where people can work in it: packs, demo city, first administrator. Says how to sign in. */
export async function prepare(
  database: Database,
  _config: Config,
  report: (line: string) => void,
): Promise<{ signInHint: string | null }> {
  await inSystemContext(database, (ctx) => loadChangedPacks(ctx, report))
  await inSystemContext(database, (ctx) => ensureDemoCity(ctx, report))
  await inSystemContext(database, async (ctx) => ensureDemoLibraries(ctx, await findDemoCity(ctx), report))
  await inSystemContext(database, async (ctx) => ensureDemoNetwork(ctx, await findDemoCity(ctx), report))
  await inSystemContext(database, (ctx) => ensureDemoRuns(ctx, report))
  await inSystemContext(database, (ctx) => ensureDemoPolicies(ctx, report))
  await inSystemContext(database, (ctx) => ensureDemoLadder(ctx, report))
  await inSystemContext(database, async (ctx) => ensureDemoAtlas(ctx, await findDemoCity(ctx), report))
  await inSystemContext(database, async (ctx) => ensureDemoRisk(ctx, await findDemoCity(ctx), report))
  await inSystemContext(database, async (ctx) => ensureDemoTickets(ctx, await findDemoCity(ctx), report))
  const opened = await inSystemContext(database, openHouse)
  const signInHint = opened
    ? `首次登录 first sign-in: ${opened.userName}  密码 password: ${opened.password}  （只显示这一次 shown only once）`
    : null
  return { signInHint }
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

registerTodoSource(correctionTodo)
registerChainSieve(sieveByChain)
registerNoticeKinds('registry', ['registry.correction_accepted', 'registry.correction_refused'])
registerImporter(relationImporter)
registerTodoSource(agreementTodo)
registerTodoSource(demandTodo)
registerIndicatorSource(networkIndicatorSource)
registerNoticeKinds('network', networkNotices)
registerImporter(projectImporter)
registerImporter(entryImporter)
registerImporter(valueImporter)
registerTodoSource(libraryReviewTodo)
registerTodoSource(reviewTodo)
registerTodoSource(collectionTodo)
afterImport(async (ctx, { dataset, kind }) => {
  if (kind === 'firms') await placeFirmsByWords(ctx, dataset)
})
registerPreparation(async (database, report) => {
  await inSystemContext(database, (ctx) => loadChangedPacks(ctx, report))
})
registerTodoSource(claimTodo)
registerTodoSource(evaluationTodo)
registerTodoSource(reviewTodoSource)
registerTodoSource(consentTodo)
afterConsentChanged(async (ctx, upload) => void (await settleConsentedFigures(ctx, upload)))
for (const job of registryJobs) registerJob(job)
registerTodoSource(policyTodo)
registerTodoSource(riskTodo)
registerNoticeKinds('risk', [
  { kind: 'risk.alert_raised', roles: ['administrator', 'chain_office'] },
  { kind: 'risk.report_missing', roles: ['firm', 'leading_firm'] },
])
registerTodoSource(cultivationTodo)
registerJob(escalationJob)
registerTodoSource(ticketTodo)
registerJob(ticketJob)
registerNoticeKinds('services', [
  { kind: 'services.ticket_raised', roles: ['administrator', 'chain_office'] },
  { kind: 'services.ticket_assigned', roles: ['department', 'park'] },
  { kind: 'services.ticket_answered', roles: ['firm', 'leading_firm', 'institute'] },
  { kind: 'services.ticket_refused', roles: ['firm', 'leading_firm', 'institute'] },
  'services.ticket_reopened',
  'services.ticket_due',
  'services.ticket_overdue',
])
registerJob(policyDatesJob)
registerTodoSource(taskTodo)
registerTodoSource(gapTodo)
registerTodoSource(mapTodo)
registerNoticeKinds('chains', [
  { kind: 'chains.map_published', roles: ['administrator', 'chain_office', 'department'] },
  { kind: 'chains.map_returned', roles: ['administrator', 'chain_office', 'department'] },
  { kind: 'chains.map_conflict_found', roles: ['administrator', 'chain_office'] },
])
registerNoticeKinds('gaps', gapNoticeKinds)
registerJob(gapOverdueJob)
registerIndicatorSource(gapIndicatorSource)
registerNoticeKinds('programmes', [
  'programmes.told_overdue',
  'programmes.told_order',
  'programmes.told_digest',
])
registerIndicatorSource(programmeIndicators)
registerJob(taskEscalationJob)
registerJob(recomputeJob)
registerTodoSource(indicatorTodo)
registerIndicatorSource(indicatorRoomSource)
registerTodoSource(leadTodo)
registerNoticeKinds('atlas', [
  { kind: 'atlas.lead_named', roles: ['administrator', 'chain_office', 'department', 'park'] },
])
registerIndicatorSource(atlasIndicatorSource)
registerJob(fileJob)
registerJob(dayStateJob)
