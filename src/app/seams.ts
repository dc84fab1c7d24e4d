// What the rooms declare, handed to the rooms and doors that ask for it: to-dos, kinds of files, indicators, jobs.
import {
  afterConsentChanged,
  consentTodo,
  registerPreparation,
  registerTodoSource,
} from '../modules/access/index.ts'
import { atlasIndicatorSource, leadImporter, leadTodo } from '../modules/atlas/index.ts'
import { mapTodo, placeFirmsByWords, sieveByChain } from '../modules/chains/index.ts'
import { cultivationTodo } from '../modules/cultivation/index.ts'
import { evaluationTodo } from '../modules/evaluation/index.ts'
import { gapIndicatorSource, gapOverdueJob, gapTodo } from '../modules/gaps/index.ts'
import {
  indicatorRoomSource,
  indicatorTodo,
  recomputeJob,
  registerIndicatorSource,
  registerPlaceFinder,
  valueImporter,
} from '../modules/indicators/index.ts'
import {
  agreementTodo,
  demandTodo,
  networkIndicatorSource,
  relationImporter,
} from '../modules/network/index.ts'
import { escalationJob, policyDatesJob, policyTodo, reviewTodoSource } from '../modules/policy/index.ts'
import { findPlaces, programmeIndicators, taskEscalationJob, taskTodo } from '../modules/programmes/index.ts'
import {
  afterImport,
  claimTodo,
  collectionTodo,
  correctionTodo,
  entryImporter,
  libraryReviewTodo,
  parkImporter,
  projectImporter,
  registerChainSieve,
  registerImporter,
  registryJobs,
  reviewTodo,
  settleConsentedFigures,
} from '../modules/registry/index.ts'
import { dayStateJob, fileJob } from '../modules/reports/index.ts'
import { reportImporter, riskTodo } from '../modules/risk/index.ts'
import { ticketJob, ticketTodo } from '../modules/services/index.ts'
import { registerJob } from '../platform/jobs/index.ts'
import { loadChangedPacks } from './packs.ts'
import { inSystemContext } from './system-context.ts'

for (const source of [
  correctionTodo,
  agreementTodo,
  demandTodo,
  libraryReviewTodo,
  reviewTodo,
  collectionTodo,
  claimTodo,
  evaluationTodo,
  reviewTodoSource,
  consentTodo,
  policyTodo,
  riskTodo,
  cultivationTodo,
  ticketTodo,
  taskTodo,
  gapTodo,
  mapTodo,
  indicatorTodo,
  leadTodo,
])
  registerTodoSource(source)
for (const importer of [
  relationImporter,
  projectImporter,
  parkImporter,
  entryImporter,
  valueImporter,
  reportImporter,
  leadImporter,
])
  registerImporter(importer)
for (const source of [
  networkIndicatorSource,
  gapIndicatorSource,
  programmeIndicators,
  indicatorRoomSource,
  atlasIndicatorSource,
])
  registerIndicatorSource(source)
registerPlaceFinder(findPlaces)
for (const job of [
  ...registryJobs,
  escalationJob,
  ticketJob,
  policyDatesJob,
  gapOverdueJob,
  taskEscalationJob,
  recomputeJob,
  fileJob,
  dayStateJob,
])
  registerJob(job)
registerChainSieve(sieveByChain)
afterImport(async (ctx, { dataset, kind }) => {
  if (kind === 'firms') await placeFirmsByWords(ctx, dataset)
})
afterConsentChanged(async (ctx, upload) => void (await settleConsentedFigures(ctx, upload)))
registerPreparation(async (database, report) => {
  await inSystemContext(database, (ctx) => loadChangedPacks(ctx, report))
})
