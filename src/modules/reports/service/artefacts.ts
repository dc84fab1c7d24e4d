import { createHash } from 'node:crypto'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { type ArtefactFile, drawArtefact } from '../domain/artefacts/draw-artefact.ts'
import { partsOf, partsOfReport } from '../domain/artefacts/parts-of.ts'
import { completeRatio, freshness, stateOf } from '../domain/complete-ratio.ts'
import { composeReport } from '../domain/compose.ts'
import { writeZip } from '../domain/zip.ts'
import type {
  ArtefactBoard,
  ArtefactPart,
  ArtefactQuery,
  ArtefactSet,
  ArtefactState,
  BundleInfo,
} from '../model.ts'
import * as files from '../queries/files.ts'
import * as queries from '../queries/issues.ts'
import { askForFiles, jobStateOf, stopFiles } from './file-job.ts'
import { type GatheredChain, gatherForChain } from './gather/gather.ts'
import { audienceOf, fileInfo, keepIssue, stampOf } from './issues.ts'
import { findArtefactSet, getTemplate } from './settings.ts'

type Artefact = ArtefactSet['artefacts'][number]
const roomName = (room: string) => translate('zh', `reports.room.${room}`)

const formatsOf = {
  'chain-map': ['svg', 'pdf'],
  'investment-route': ['pdf', 'svg'],
  'investor-library': ['xlsx'],
  'project-library': ['xlsx'],
  'firm-library': ['xlsx'],
  'talent-pool': ['xlsx'],
  'capital-pool': ['xlsx'],
  report: ['docx', 'pdf'],
} as const

async function measure(
  ctx: Context,
  set: ArtefactSet,
  artefact: Artefact,
  gathered: GatheredChain,
): Promise<ArtefactState> {
  const { scope, material } = gathered
  const place = { city: scope.city, dataset: scope.dataset, chain: scope.chain }
  const parts: ArtefactPart[] =
    artefact.generator === 'report'
      ? partsOfReport(await statementsOf(ctx, artefact, gathered), { place, on: scope.on })
      : partsOf[artefact.generator]({ material, place, on: scope.on })
  const ratio = completeRatio(parts)
  return {
    ...{ id: artefact.id, name: artefact.name[ctx.lang], group: artefact.group[ctx.lang] },
    ...{ formats: [...formatsOf[artefact.generator]], parts, completeRatio: ratio },
    ...freshness(parts, { on: scope.on, staleDays: set.staleDays }),
    state: stateOf(parts, ratio),
  }
}

/** What the report would say today; nothing is kept. */
async function statementsOf(ctx: Context, artefact: Artefact, { scope, chainName, material }: GatheredChain) {
  const template = await getTemplate(ctx, artefact.template!, scope.city)
  return composeReport({
    ...{ template, material, asOf: scope.on, issuer: null, isDemo: scope.dataset === 'demo' },
    ...{
      names: { city: scope.cityName, chain: chainName, period: '' },
      issueNumber: 1,
      previous: null,
      roomName,
    },
  }).statements
}

const sayOrigin = ({ source }: ArtefactSet) =>
  source === '假设' ? '假设' : [source.document, source.place, source.sentence].filter(Boolean).join(' · ')

/** How complete and how fresh each artefact of a chain is, and the bundles made so far. */
export async function readArtefacts(ctx: Context, query: ArtefactQuery): Promise<ArtefactBoard> {
  requirePermission(ctx.actor, 'reports.read', query.city)
  const set = await findArtefactSet(ctx, query.city)
  const { chains } = await listChains(ctx, { city: query.city })
  const gathered = await gatherForChain(ctx, { ...query, period: null })
  const artefacts: ArtefactState[] = []
  for (const artefact of set?.artefacts ?? []) artefacts.push(await measure(ctx, set!, artefact, gathered))
  const chain = chains.find(({ id }) => id === query.chain)!
  return {
    ...{ city: query.city, dataset: query.dataset, asOf: chinaDay(ctx.now), artefacts },
    chain: { id: chain.id, name: chain.name[ctx.lang] },
    chains: chains.map(({ id, name }) => ({ id, name: name[ctx.lang] })),
    set: set && {
      ...{ name: set.name[ctx.lang], version: set.version, source: sayOrigin(set), staleDays: set.staleDays },
    },
    bundles: await listBundles(ctx, query),
  }
}

async function tellBundle(ctx: Context, row: queries.HeldBundle): Promise<BundleInfo> {
  return {
    ...{ id: String(row.id), title: row.title, chain: row.chainId, asOf: row.asOf },
    ...{ madeBy: row.madeBy, madeAt: row.madeAt.toISOString() },
    files: (await files.listFiles(ctx.db, { bundleId: row.id })).map(fileInfo),
    job: await jobStateOf(ctx, row.jobId),
  }
}

async function listBundles(ctx: Context, query: ArtefactQuery): Promise<BundleInfo[]> {
  const told: BundleInfo[] = []
  for (const row of await queries.listBundles(ctx.db, query)) told.push(await tellBundle(ctx, row))
  return told
}

async function filesOf(
  ctx: Context,
  artefact: Artefact,
  gathered: GatheredChain,
): Promise<{ issueId: bigint | null; files: ArtefactFile[] }> {
  const { scope, chainName, material } = gathered
  const name = artefact.name.zh
  const template = artefact.template ? await getTemplate(ctx, artefact.template, scope.city) : null
  if (artefact.generator === 'report') {
    const { id } = await keepIssue(ctx, { template: template!, gathered, period: null })
    const issue = (await queries.findIssue(ctx.db, String(id)))!
    const drawing = { kind: 'pages', document: issue.document, asOf: issue.asOf } as const
    const formats = ['docx', 'pdf'] as const
    return { issueId: id, files: formats.map((format) => ({ name: `${name}.${format}`, format, drawing })) }
  }
  const input = { name, material, cityName: scope.cityName, chainName, template, roomName }
  return {
    issueId: null,
    files: drawArtefact(artefact.generator, { ...input, isDemo: scope.dataset === 'demo', on: scope.on }),
  }
}

/**
 * Makes every artefact of a chain from what is held today and asks the workers for the files. Asked again while nothing
 * changed it gives the bundle that is there.
 * @throws not_found `reports.no_set` where the city's pack has no set
 */
export async function makeBundle(ctx: Context, query: ArtefactQuery): Promise<BundleInfo> {
  requirePermission(ctx.actor, 'reports.make', query.city)
  const set = await findArtefactSet(ctx, query.city)
  const gathered = await gatherForChain(ctx, { ...query, period: null })
  const { scope, chainName } = gathered
  if (!set) throw new AppError('not_found', 'reports.no_set', { city: scope.cityName })
  const made: { artefact: Artefact; issueId: bigint | null; file: ArtefactFile }[] = []
  const states: ArtefactState[] = []
  for (const artefact of set.artefacts) {
    states.push(await measure(ctx, set, artefact, gathered))
    const own = await filesOf(ctx, artefact, gathered)
    for (const file of own.files) made.push({ artefact, issueId: own.issueId, file })
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([set.version, made.map(({ file }) => file)]))
    .digest()
  const before = (await queries.listBundles(ctx.db, query)).find((row) => isSame(ctx, row, scope.on, digest))
  if (before && (await isAlive(ctx, before))) return tellBundle(ctx, before)
  const id = await queries.insertBundle(ctx.db, {
    ...{ dataset: query.dataset, cityCode: query.city, chainId: query.chain, setVersion: set.version },
    ...{ asOf: scope.on, title: `${scope.cityName}${chainName}${set.name.zh}`, states, digest, jobId: null },
    ...{ ...audienceOf(ctx), ...stampOf(ctx) },
  })
  await keepFiles(ctx, id, set, made)
  await audit(ctx, {
    action: 'reports.make_bundle',
    subject: `reports.bundle/${id}`,
    detail: { city: query.city, chain: query.chain, dataset: query.dataset, files: made.length },
  })
  return getBundle(ctx, String(id))
}

const isSame = (ctx: Context, row: queries.HeldBundle, on: string, digest: Buffer) =>
  row.asOf === on &&
  row.digest.equals(digest) &&
  row.audienceRole === ctx.actor.role &&
  String(row.audienceOrg ?? '') === (ctx.actor.organisationId ?? '')

async function isAlive(ctx: Context, row: queries.HeldBundle): Promise<boolean> {
  const held = await files.listFiles(ctx.db, { bundleId: row.id })
  if (held.every(({ sizeBytes }) => sizeBytes !== null)) return true
  const job = await jobStateOf(ctx, row.jobId)
  return job !== null && job.status !== 'cancelled' && job.status !== 'failed'
}

async function keepFiles(
  ctx: Context,
  bundleId: bigint,
  set: ArtefactSet,
  made: readonly { artefact: Artefact; file: ArtefactFile }[],
): Promise<void> {
  const rows = made.map(({ artefact, file }, ordinal) => ({
    ...{ issueId: null, bundleId, artefact: artefact.id, ordinal, format: file.format },
    name: `${artefact.group.zh}/${numberOf(set, artefact)} ${file.name}`,
    ...{ drawing: file.drawing as unknown, bytes: null, sha256: null, jobId: null },
    ...audienceOf(ctx),
  }))
  await files.insertFiles(ctx.db, rows)
  const jobId = await askForFiles(ctx, { bundleId }, rows.length)
  await queries.giveBundleToJob(ctx.db, bundleId, jobId)
}

const numberOf = (set: ArtefactSet, artefact: Artefact) =>
  String(set.artefacts.indexOf(artefact) + 1).padStart(2, '0')

async function getRow(ctx: Context, id: string): Promise<queries.HeldBundle> {
  const row = await queries.findBundle(ctx.db, id)
  if (!row) throw new AppError('not_found', 'reports.no_bundle', { id })
  requirePermission(ctx.actor, 'reports.read', row.cityCode)
  return row
}

/** One bundle with its files and how far they are. @throws not_found `reports.no_bundle` */
export async function getBundle(ctx: Context, id: string): Promise<BundleInfo> {
  requirePermission(ctx.actor, 'reports.read')
  return tellBundle(ctx, await getRow(ctx, id))
}

/** Stops the writing of a bundle; what is written stays. */
export async function cancelBundle(ctx: Context, id: string): Promise<BundleInfo> {
  requirePermission(ctx.actor, 'reports.make')
  const row = await getRow(ctx, id)
  await stopFiles(ctx, row.jobId)
  await audit(ctx, { action: 'reports.cancel_bundle', subject: `reports.bundle/${id}` })
  return getBundle(ctx, id)
}

/** All files of a bundle as one archive, in folders by group. @throws conflict `reports.file_not_written` */
export async function zipBundle(
  ctx: Context,
  id: string,
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'reports.read')
  const row = await getRow(ctx, id)
  const held = await files.listWhole(ctx.db, row.id)
  const entries = held.map(({ name, bytes }) => {
    if (bytes === null) throw new AppError('conflict', 'reports.file_not_written', { name })
    return { name, bytes }
  })
  await audit(ctx, {
    action: 'reports.read_bundle',
    subject: `reports.bundle/${id}`,
    detail: { files: entries.length },
  })
  return {
    fileName: `${row.title}（${row.asOf}）.zip`,
    mediaType: 'application/zip',
    bytes: writeZip(entries),
  }
}
