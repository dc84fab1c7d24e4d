import {
  type Block,
  type PagedDocument,
  type TextPart,
  writePagedDocx,
  writePagedPdf,
} from '../../../engines/documents/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { ComputedTest as StressTest } from '../model.ts'
import { listNodeNames } from '../queries/organisations.ts'
import { getComputedTest } from './stress-tests.ts'

export type ReportFile = { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array }

type Say = (code: string, params?: Record<string, string | number>) => string
const text = (value: string): readonly TextPart[] => [{ text: value }]
const cells = (...values: string[]): readonly TextPart[] => values.map((value) => ({ text: value }))

/** The report of a kept stress test as a Word or PDF file. Audited. @throws not_found `risk.no_test` */
export async function writeStressReport(
  ctx: Context,
  id: string,
  format: 'docx' | 'pdf',
): Promise<ReportFile> {
  requirePermission(ctx.actor, 'risk.read')
  const test = await getComputedTest(ctx, id)
  const nodes = await listNodeNames(ctx.db)
  const document = stressDocument(ctx, test, (node) =>
    node === null ? '—' : (nodes.get(node)?.[ctx.lang] ?? node),
  )
  await audit(ctx, {
    ...{
      action: 'risk.write_report',
      subject: `risk.stress_test/${id}`,
      detail: { format },
      confidential: true,
    },
  })
  const bytes =
    format === 'docx' ? await writePagedDocx(document) : (await writePagedPdf(document, ctx.now)).bytes
  const mediaType =
    format === 'docx'
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : 'application/pdf'
  return { fileName: `${test.title}.${format}`, mediaType, bytes }
}

const percent = (ratio: number | null, unknown: string) =>
  ratio === null ? unknown : `${(ratio * 100).toFixed(ratio > 0 && ratio < 0.01 ? 3 : 1)}%`

/** Fen in 万元 or 亿元, in million yuan in English. */
function money(fen: string, lang: Context['lang']): string {
  const yuan = Number(fen) / 100
  if (lang !== 'zh') return `CNY ${(yuan / 1e6).toFixed(1)} m`
  return Math.abs(yuan) >= 1e8 ? `${(yuan / 1e8).toFixed(2)} 亿元` : `${(yuan / 1e4).toFixed(1)} 万元`
}

/** The report as pages: what was assumed, what comes of it, step by step, who could step in, what would mend it. */
export function stressDocument(
  ctx: Context,
  test: StressTest,
  node: (id: string | null) => string,
): PagedDocument {
  const say: Say = (code, params) => translate(ctx.lang, `risk.report_${code}`, params)
  const { result } = test
  const parts = [
    summaryBlocks(ctx, test, say),
    stepBlocks(test, say),
    leadingBlocks(test, say, node),
    pathBlocks(test, say),
    substituteBlocks(test, say, node),
    remedyBlocks(ctx, test, say),
  ]
  return {
    title: test.title,
    subtitle: say(test.dataset === 'demo' ? 'subtitle_demo' : 'subtitle', { date: test.asOf }),
    issuer: null,
    date: chinaDay(ctx.now),
    blocks: parts.flat(),
    notes: [
      { number: 1, text: say('note_method') },
      { number: 2, text: say('note_estimated', { percent: percent(result.estimatedRatio, say('unknown')) }) },
      ...essentialNote(ctx.lang, result, say),
    ],
  }
}

/** On what essential inputs rest, and what of it nobody has confirmed. */
function essentialNote(lang: Context['lang'], { maps, matrix }: StressTest['result'], say: Say) {
  if (maps)
    return [{ number: 3, text: say('note_maps', { needs: maps.essentialNeeds, assumed: maps.assumedNeeds }) }]
  if (!matrix) return []
  const { title, source, licence, mappedFirms: mapped, firmCount: firms, needsVerification } = matrix
  const told = say('note_matrix', { ...{ title: title[lang], mapped, firms, source, licence } })
  return [{ number: 3, text: needsVerification === false ? told : `${told}${say('note_matrix_unverified')}` }]
}

function summaryBlocks({ lang }: Context, { result, durationDays }: StressTest, say: Say): Block[] {
  const { esriRange: range, lossFen } = result
  const unknown = say('unknown')
  const loss = range
    ? say('loss_range', { ...{ low: percent(range.low, unknown), high: percent(range.high, unknown) } })
    : say('loss_no_range')
  const fen =
    lossFen === null
      ? say('money_unknown')
      : say('money', {
          ...{ days: durationDays ?? 0, middle: money(lossFen.middle, lang) },
          ...{ low: money(lossFen.low, lang), high: money(lossFen.high, lang) },
        })
  const told = say('summary', {
    ...{ shocked: result.shockedCount, reached: result.reachedCount, lines: result.linesHit },
    ...{ firms: result.firmCount, loss: percent(result.esri, unknown) },
  })
  return [
    { kind: 'heading', level: 1, text: say('head_summary') },
    {
      kind: 'paragraph',
      parts: [
        { text: told, notes: [1] },
        { text: loss, notes: [2] },
      ],
    },
    { kind: 'paragraph', parts: text(fen) },
    {
      kind: 'paragraph',
      parts: text(
        say('left_out', { notIn: result.leftOut.notInNetwork, place: result.leftOut.placeUnknown }),
      ),
    },
  ]
}

function stepBlocks({ result }: StressTest, say: Say): Block[] {
  const rows = result.steps.map(({ step, newFirms, lossRatio }) =>
    cells(String(step), String(newFirms), percent(lossRatio, say('unknown'))),
  )
  const head = [say('col_step'), say('col_new'), say('col_loss')]
  return [
    { kind: 'heading', level: 1, text: say('head_steps') },
    { kind: 'table', caption: null, head, rows, shares: [30, 35, 35], figures: [0, 1, 2] },
  ]
}

function leadingBlocks({ result }: StressTest, say: Say, node: (id: string | null) => string): Block[] {
  if (result.leading.length === 0) return []
  const days = (value: number | null) => (value === null ? say('unknown') : value.toFixed(1))
  const rows = result.leading.map((firm) =>
    cells(
      firm.name,
      node(firm.shortOf),
      percent(firm.lossRatio, say('unknown')),
      days(firm.stockDays),
      days(firm.daysUntilEmpty),
    ),
  )
  const head = [say('col_firm'), say('col_short'), say('col_lost'), say('col_stock'), say('col_empty')]
  return [
    { kind: 'heading', level: 1, text: say('head_leading') },
    { kind: 'table', caption: null, head, rows, shares: [34, 24, 14, 14, 14], figures: [2, 3, 4] },
  ]
}

function pathBlocks({ result }: StressTest, say: Say): Block[] {
  if (result.paths.length === 0) return []
  const rows = result.paths.slice(0, 10).map(({ firms, ways, lossRatio, hasEstimate }) => {
    const way = firms.map(({ name }, k) => (k === 0 ? name : `${ways[k - 1] === 'down' ? '→' : '⇠'} ${name}`))
    return cells(way.join(' '), percent(lossRatio, say('unknown')), say(hasEstimate ? 'yes' : 'no'))
  })
  const head = [say('col_path'), say('col_lost'), say('col_estimated')]
  return [
    { kind: 'heading', level: 1, text: say('head_paths') },
    { kind: 'table', caption: say('path_signs'), head, rows, shares: [66, 17, 17], figures: [1] },
  ]
}

function substituteBlocks({ result }: StressTest, say: Say, node: (id: string | null) => string): Block[] {
  if (result.substitutes.length === 0) return []
  const rows = result.substitutes
    .slice(0, 20)
    .map((one) =>
      cells(
        one.name,
        node(one.nodeId),
        say(`evidence_${one.evidence}`),
        one.distanceKm === null ? say('unknown') : `${one.distanceKm} km`,
        percent(one.spareRatio, say('unknown')),
        one.lacks.map((lack) => say(`lack_${lack}`)).join('；') || '—',
      ),
    )
  const head = ['firm', 'node', 'evidence', 'distance', 'spare', 'lacks'].map((column) =>
    say(`col_${column}`),
  )
  return [
    { kind: 'heading', level: 1, text: say('head_substitutes') },
    { kind: 'table', caption: null, head, rows, shares: [26, 16, 12, 11, 11, 24], figures: [3, 4] },
  ]
}

function remedyBlocks({ lang }: Context, { remedies }: StressTest, say: Say): Block[] {
  const [newest] = remedies
  if (!newest) return []
  const { chosen, esriBefore, esriAfter } = newest.best
  const unknown = say('unknown')
  const rows = newest.single.map((one) =>
    cells(
      `${chosen.some(({ label }) => label === one.label) ? '★ ' : ''}${one.label}`,
      percent(one.reduction, unknown),
      one.remedy.costFen === null ? unknown : money(one.remedy.costFen, lang),
      one.pointsPerMillionYuan === null ? unknown : one.pointsPerMillionYuan.toFixed(3),
    ),
  )
  const head = [say('col_remedy'), say('col_reduction'), say('col_cost'), say('col_per_million')]
  const best = {
    before: percent(esriBefore, unknown),
    after: percent(esriAfter, unknown),
    count: chosen.length,
  }
  return [
    { kind: 'heading', level: 1, text: say('head_remedies') },
    { kind: 'paragraph', parts: text(say('best_set', best)) },
    { kind: 'table', caption: null, head, rows, shares: [52, 16, 16, 16], figures: [1, 2, 3] },
  ]
}
