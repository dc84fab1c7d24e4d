import { createHash } from 'node:crypto'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { type Composed, composeReport } from '../domain/compose.ts'
import { monthBefore } from '../domain/period.ts'
import { sayDay } from '../domain/say-value.ts'
import type { Issue, IssueInfo, IssueInput, Template } from '../model.ts'
import * as files from '../queries/files.ts'
import * as queries from '../queries/issues.ts'
import { askForFiles, jobStateOf, stopFiles } from './file-job.ts'
import { type GatheredChain, gatherForChain } from './gather/gather.ts'
import { getTemplate } from './settings.ts'

/** The rights with which something is composed, which are those with which it may be read. */
export const audienceOf = ({ actor }: Context) => ({
  audienceRole: actor.role,
  audienceOrg: actor.organisationId === null ? null : BigInt(actor.organisationId),
})
/** Who made something, and when. */
export const stampOf = ({ actor, now }: Context) => ({
  ...{ madeBy: actor.displayName, madeById: actor.userId === null ? null : BigInt(actor.userId) },
  madeAt: now,
})

/** The month of a monthly report: as asked, or the one before this. @throws invalid where it is not over, or not asked for */
function periodOf(ctx: Context, template: Template, asked: string | undefined): string | null {
  if (!template.isMonthly) {
    if (asked !== undefined)
      throw new AppError('invalid', 'reports.period_not_asked', { template: template.title[ctx.lang] }, [
        { field: 'period', code: 'reports.period_not_asked', params: { template: template.title[ctx.lang] } },
      ])
    return null
  }
  const today = chinaDay(ctx.now)
  const period = asked ?? monthBefore(today)
  if (period >= today.slice(0, 7))
    throw new AppError('invalid', 'reports.period_ahead', { period: sayDay(period) }, [
      { field: 'period', code: 'reports.period_ahead', params: { period: sayDay(period) } },
    ])
  return period
}

const digestOf = ({ document, statements }: Composed) =>
  createHash('sha256')
    .update(JSON.stringify([document, statements]))
    .digest()

export type KeptIssue = { readonly id: bigint; readonly isNew: boolean; readonly composed: Composed }

/**
 * Composes a report from what was gathered and keeps it as an issue. Compared with the last issue of an earlier day, a
 * monthly one with that of an earlier month; the same facts on the same day give the issue that is there already.
 */
export async function keepIssue(
  ctx: Context,
  { template, gathered, period }: { template: Template; gathered: GatheredChain; period: string | null },
): Promise<KeptIssue> {
  const { scope, chainName, material } = gathered
  const series = {
    ...{ dataset: scope.dataset, cityCode: scope.city, chainId: scope.chain, templateKey: template.id },
    ...audienceOf(ctx),
  }
  await queries.lockSeries(ctx.db, series)
  const before = await queries.findIssueBefore(ctx.db, series, { asOf: scope.on, period })
  const composed = composeReport({
    ...{ template, material, asOf: scope.on, issuer: null, isDemo: scope.dataset === 'demo' },
    names: { city: scope.cityName, chain: chainName, period: period === null ? '' : sayDay(period) },
    issueNumber: (before?.issueNumber ?? 0) + 1,
    previous: before ? { asOf: before.asOf, statements: before.statements } : null,
    roomName: (room) => translate('zh', `reports.room.${room}`),
  })
  const digest = digestOf(composed)
  const same = await queries.findSameIssue(ctx.db, series, { asOf: scope.on, digest })
  if (same) return { id: same.id, isNew: false, composed }
  const { document, statements } = composed
  const id = await queries.insertIssue(ctx.db, {
    ...{ ...series, templateVersion: template.version, period, asOf: scope.on },
    ...{ issueNumber: (before?.issueNumber ?? 0) + 1, title: document.title, statements, document, digest },
    previousId: before?.id ?? null,
    statementCount: statements.length,
    unknownCount: statements.filter(({ isUnknown }) => isUnknown).length,
    changedCount: statements.filter(({ values }) => values.some((value) => value.before !== null)).length,
    ...stampOf(ctx),
  })
  await audit(ctx, {
    action: 'reports.make_issue',
    subject: `reports.issue/${id}`,
    detail: { template: template.id, city: scope.city, chain: scope.chain, dataset: scope.dataset, period },
  })
  return { id, isNew: true, composed }
}

/** Makes a report and asks the workers for its Word and PDF files; permission `reports.make`. */
export async function makeIssue(ctx: Context, input: IssueInput): Promise<Issue> {
  requirePermission(ctx.actor, 'reports.make', input.city)
  const template = await getTemplate(ctx, input.template, input.city)
  const period = periodOf(ctx, template, input.period)
  const gathered = await gatherForChain(ctx, { ...input, period })
  const kept = await keepIssue(ctx, { template, gathered, period })
  if (kept.isNew || (await needsFiles(ctx, kept.id))) await writeFiles(ctx, kept.id)
  return getIssue(ctx, String(kept.id))
}

/** Whether files of an issue are missing and nobody is writing them: the run before was cancelled or failed. */
async function needsFiles(ctx: Context, issueId: bigint): Promise<boolean> {
  const held = await files.listFiles(ctx.db, { issueId })
  if (held.length === 0) return true
  if (held.every(({ sizeBytes }) => sizeBytes !== null)) return false
  const job = await jobStateOf(ctx, held[0]!.jobId)
  return job === null || job.status === 'cancelled' || job.status === 'failed'
}

async function writeFiles(ctx: Context, issueId: bigint): Promise<void> {
  const issue = await queries.findIssue(ctx.db, String(issueId))
  const held = await files.listFiles(ctx.db, { issueId })
  const formats = ['docx', 'pdf'] as const
  if (held.length === 0)
    await files.insertFiles(
      ctx.db,
      formats.map((format, ordinal) => ({
        ...{ issueId, bundleId: null, artefact: null, ordinal, format },
        name: `${issue!.title}（${issue!.asOf}）.${format}`,
        ...{ drawing: null, bytes: null, sha256: null, jobId: null },
        ...{ audienceRole: issue!.audienceRole, audienceOrg: issue!.audienceOrg },
      })),
    )
  await askForFiles(ctx, { issueId }, formats.length)
}

async function getRow(ctx: Context, id: string): Promise<queries.HeldIssue> {
  const row = await queries.findIssue(ctx.db, id)
  if (!row) throw new AppError('not_found', 'reports.no_issue', { id })
  requirePermission(ctx.actor, 'reports.read', row.cityCode)
  return row
}

const infoOf = (row: Omit<queries.HeldIssue, 'statements' | 'document'>): IssueInfo => ({
  ...{
    id: String(row.id),
    template: row.templateKey,
    title: row.title,
    chain: row.chainId,
    period: row.period,
  },
  ...{ asOf: row.asOf, issueNumber: row.issueNumber, statementCount: row.statementCount },
  ...{ unknownCount: row.unknownCount, changedCount: row.changedCount, madeBy: row.madeBy },
  madeAt: row.madeAt.toISOString(),
})

/** The issues of a city that the reader may read, newest first. */
export async function listIssues(
  ctx: Context,
  query: { city: string; dataset: 'held' | 'demo'; chain?: string | undefined },
): Promise<IssueInfo[]> {
  requirePermission(ctx.actor, 'reports.read', query.city)
  return (await queries.listIssues(ctx.db, query)).map(infoOf)
}

/** One issue with every statement, its sources and its files. @throws not_found `reports.no_issue` */
export async function getIssue(ctx: Context, id: string): Promise<Issue> {
  requirePermission(ctx.actor, 'reports.read')
  const row = await getRow(ctx, id)
  const previous =
    row.previousId === null ? undefined : await queries.findIssue(ctx.db, String(row.previousId))
  const held = await files.listFiles(ctx.db, { issueId: row.id })
  return {
    ...infoOf(row),
    ...{ dataset: row.dataset, city: row.cityCode },
    previous: previous ? { id: String(previous.id), asOf: previous.asOf } : null,
    statements: row.statements.map((statement) => ({
      ...statement,
      values: [...statement.values],
      sources: statement.sources.map((source) => ({
        ...source,
        roomName: translate(ctx.lang, `reports.room.${source.room}`),
      })),
    })),
    files: held.map(fileInfo),
    job: await jobStateOf(ctx, held[0]?.jobId ?? null),
  }
}

/** A file as the API tells it. */
export const fileInfo = ({ id, name, format, artefact, sizeBytes }: files.FileInfo) => ({
  ...{ id: String(id), name, format, artefact, sizeBytes },
})

/** Stops writing the files of an issue; what is written stays. */
export async function cancelIssue(ctx: Context, id: string): Promise<Issue> {
  requirePermission(ctx.actor, 'reports.make')
  const row = await getRow(ctx, id)
  const held = await files.listFiles(ctx.db, { issueId: row.id })
  await stopFiles(ctx, held[0]?.jobId ?? null)
  await audit(ctx, { action: 'reports.cancel_issue', subject: `reports.issue/${id}` })
  return getIssue(ctx, id)
}

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml',
} as const

/** One written file. Audited. @throws not_found `reports.no_file`, conflict `reports.file_not_written` */
export async function readReportFile(
  ctx: Context,
  id: string,
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'reports.read')
  const file = await files.findFile(ctx.db, id)
  if (!file) throw new AppError('not_found', 'reports.no_file', { id })
  await checkCity(ctx, file)
  if (file.bytes === null) throw new AppError('conflict', 'reports.file_not_written', { name: file.name })
  await audit(ctx, {
    action: 'reports.read_file',
    subject: `reports.file/${id}`,
    detail: { name: file.name },
  })
  return { fileName: file.name, mediaType: mediaTypes[file.format], bytes: file.bytes }
}

async function checkCity(ctx: Context, { issueId, bundleId }: queries.HeldFile): Promise<void> {
  const owner =
    bundleId !== null
      ? await queries.findBundle(ctx.db, String(bundleId))
      : await queries.findIssue(ctx.db, String(issueId))
  requirePermission(ctx.actor, 'reports.read', owner?.cityCode)
}
