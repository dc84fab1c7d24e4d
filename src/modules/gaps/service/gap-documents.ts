import { type PagedDocument, writePagedDocx, writePagedPdf } from '../../../engines/documents/index.ts'
import { type OutTable, writeXlsx } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { candidateTable, gapListPage, gapPage, gapTable, type Say } from '../domain/gap-pages.ts'
import type { DocumentFormat } from '../model.ts'
import { listGapRows } from '../queries/gap-objects.ts'
import { getCandidates } from './candidates.ts'
import { type GapsInput, listGaps, onDay } from './chain-gaps.ts'
import { judgeChains } from './judge-chains.ts'
import { getNodeDetail } from './node-detail.ts'
import { getJudgedNode } from './overrules.ts'
import { loadVocabulary } from './vocabulary.ts'

type Made = { fileName: string; mediaType: string; bytes: Uint8Array }

const mediaTypes: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const sayIn =
  ({ lang }: Context): Say =>
  (code, params) =>
    translate(lang, code, params)

async function write(
  format: DocumentFormat,
  name: string,
  madeAt: Date,
  { page, table }: { page: PagedDocument; table: { head: string[]; rows: (string | number)[][] } },
): Promise<Made> {
  const sheet: OutTable = { name: name.slice(0, 31), header: table.head, rows: table.rows }
  const bytes =
    format === 'xlsx'
      ? await writeXlsx([sheet])
      : format === 'docx'
        ? await writePagedDocx(page)
        : (await writePagedPdf(page, madeAt)).bytes
  return { fileName: `${name}.${format}`, mediaType: mediaTypes[format], bytes }
}

/** The gap list of a city: one page in Word or PDF, all gaps as a workbook. */
export async function makeGapList(
  ctx: Context,
  input: GapsInput & { format: DocumentFormat },
): Promise<Made> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const say = sayIn(ctx)
  const list = await listGaps(ctx, input)
  const { facts } = await judgeChains(ctx, onDay(ctx, input))
  const city = facts.picture.places.find(input.city)?.name ?? input.city
  const title = say('gaps.page.list_title', { city })
  return write(input.format, title, ctx.now, {
    page: gapListPage(say, list, city),
    table: gapTable(say, list),
  })
}

/** One gap on one page, with the acts that fit and the firms that could step in. */
export async function makeGapPage(
  ctx: Context,
  input: GapsInput & { chain: string; node: string; format: DocumentFormat },
): Promise<Made> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const say = sayIn(ctx)
  const detail = await getNodeDetail(ctx, input)
  const candidates = await getCandidates(ctx, input)
  const { facts, judged } = await getJudgedNode(ctx, input)
  const where = { dataset: input.dataset, cityCode: input.city, chainId: input.chain, nodeId: input.node }
  const { kinds } = await loadVocabulary(ctx)
  const rows = holds(ctx.actor, 'gaps.register_read')
    ? await listGapRows(ctx.db, { ...where, isTakenUp: true })
    : []
  const open = rows.map(({ kind, title, owner, dueOn }) => {
    const name = kinds.find(({ id }) => id === kind)?.name
    return { kind: (ctx.lang === 'en' ? name?.en : name?.zh) ?? kind, title, owner, dueOn }
  })
  const chainName = ctx.lang === 'en' ? judged.chain.nameEn : judged.chain.nameZh
  const cityName = facts.picture.places.find(input.city)?.name ?? input.city
  const page = gapPage(say, { detail, candidates, chainName, open, cityName })
  const table = candidateTable(say, detail, candidates)
  return write(input.format, `${chainName}-${detail.node.name}`, ctx.now, { page, table })
}
