import { type PagedDocument, writePagedDocx, writePagedPdf } from '../../../engines/documents/index.ts'
import { type OutTable, writeXlsx } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import { gapListPage, gapPage, gapSheets, gapTable, type Open, type Say } from '../domain/gap-pages.ts'
import type { DocumentFormat } from '../model.ts'
import { countEvidence, type GapFilter, listGapRows } from '../queries/gap-objects.ts'
import { getCandidates } from './candidates.ts'
import { type GapsInput, listGaps, onDay } from './chain-gaps.ts'
import { listSegments } from './gap-place.ts'
import { judgeChains, nameIn } from './judge-chains.ts'
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

type Written = {
  page: PagedDocument
  sheets: readonly { name: string; head: string[]; rows: (string | number)[][] }[]
}

async function write(
  ctx: Context,
  format: DocumentFormat,
  { name, dataset }: { name: string; dataset: GapsInput['dataset'] },
  { page, sheets }: Written,
): Promise<Made> {
  const mark = dataset === 'demo' ? sayIn(ctx)('gaps.page.demo').trim() : ''
  const tables = sheets.map(
    (sheet): OutTable => ({ name: `${mark}${sheet.name}`, header: sheet.head, rows: sheet.rows }),
  )
  const bytes =
    format === 'xlsx'
      ? await writeXlsx(tables)
      : format === 'docx'
        ? await writePagedDocx(page)
        : (await writePagedPdf(page, ctx.now)).bytes
  return { fileName: `${mark}${name}.${format}`, mediaType: mediaTypes[format], bytes }
}

/** The names of the kinds in the reader's language. */
async function kindNames(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const { kinds } = await loadVocabulary(ctx)
  return new Map(kinds.map(({ id, name }) => [id, ctx.lang === 'en' ? name.en : name.zh]))
}

/** The gap list of a city: the gravest on one page in Word or PDF, all of them as a workbook. */
export async function makeGapList(
  ctx: Context,
  input: GapsInput & { format: DocumentFormat },
): Promise<Made> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const say = sayIn(ctx)
  const list = await listGaps(ctx, input)
  const { facts, chains } = await judgeChains(ctx, onDay(ctx, input))
  const city = facts.picture.places.find(input.city)?.name ?? input.city
  const kinds = await kindNames(ctx)
  const segments = new Map<string, string>()
  for (const { chain } of input.format === 'xlsx' ? chains : [])
    for (const { id, name } of await listSegments(ctx, input.city, chain.chainId))
      segments.set(`${chain.chainId}/${id}`, name)
  const named = { name: say('gaps.page.list_title', { city }), dataset: input.dataset }
  return write(ctx, input.format, named, {
    page: gapListPage(say, list, city, kinds),
    sheets: [gapTable(say, list, kinds, segments)],
  })
}

/** The open items on a node, as far as the reader may see them. */
async function openItems(ctx: Context, where: GapFilter): Promise<Open[]> {
  if (!holds(ctx.actor, 'gaps.register_read')) return []
  const kinds = await kindNames(ctx)
  const evidence = await countEvidence(ctx.db, where)
  return (await listGapRows(ctx.db, { ...where, isTakenUp: true })).map((row) => {
    const { zh, en } = gapCycle.states[row.state].title
    const stage = ctx.lang === 'en' ? en : zh
    const { title, owner, dueOn } = row
    return {
      kind: kinds.get(row.kind) ?? row.kind,
      title,
      owner,
      dueOn,
      stage,
      evidence: evidence.get(row.id) ?? 0,
    }
  })
}

/** One gap on one page, with whose it is, the acts that fit and the firms that could step in. */
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
  const chainName = nameIn(ctx, judged.chain)
  const cityName = facts.picture.places.find(input.city)?.name ?? input.city
  const told = { detail, candidates, chainName, open: await openItems(ctx, where), cityName }
  const named = { name: `${chainName}-${detail.node.name}`, dataset: input.dataset }
  return write(ctx, input.format, named, { page: gapPage(say, told), sheets: gapSheets(say, told) })
}
