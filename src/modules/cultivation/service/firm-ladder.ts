import {
  type ConditionLine,
  evaluate,
  explainRow,
  fraction,
  libraryOf,
  parseDay,
  type Row,
  scoreTable,
  tableOf,
} from '../../../engines/rules/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listTitles, loadFactTable } from '../../registry/index.ts'
import { cheapestChanges } from '../domain/cheapest-changes.ts'
import { factRow, showFact } from '../domain/fact-row.ts'
import { firstDayReached, firstWindow } from '../domain/first-date.ts'
import { type RuleSet, ruleSetFor, wholeClause } from '../domain/rule-set.ts'
import { standingsBy } from '../domain/standing.ts'
import { dueForReview } from '../domain/title-count.ts'
import type { FirmLadder, FirmRung, LadderFile, Rung } from '../model.ts'
import { type Firm, findFirm } from '../queries/firms.ts'
import { type HeldWindow, listWindows } from '../queries/windows.ts'
import { factsOfSets, loadLadder, toRuleSetInfo } from './load-ladder.ts'
import { seesStandings } from './show-ladder.ts'
import { toWindow } from './windows.ts'

/**
 * One firm on the ladder: its titles with re-examination, and rung by rung where it stands, its points, what is missing,
 * the cheapest changes, the first possible date. Titles are public; the standing is for the firm itself and those who
 * read figures whole, and their reading is audited.
 */
export async function showFirmLadder(
  ctx: Context,
  organisationId: string,
  asked: string | undefined,
): Promise<FirmLadder> {
  requirePermission(ctx.actor, 'cultivation.read')
  const firm = await findFirm(ctx.db, organisationId)
  if (!firm) throw new AppError('not_found', 'cultivation.no_firm', { id: organisationId })
  const on = asked ?? chinaDay(ctx.now)
  const { ladder, sets } = await loadLadder(ctx)
  const titles = await ladderTitles(ctx, firm, ladder, on)
  const mayRead = ctx.actor.organisationId === organisationId || seesStandings(ctx)
  const highest = [...ladder.rungs]
    .reverse()
    .find(({ id }) => titles.some(({ rung, status }) => rung === id && status === 'held'))
  const base = { mayRead, on, name: firm.name, rung: highest?.id ?? null, titles }
  if (!mayRead || firm.kind !== 'firm' || firm.cityCode === null) return { ...base, rungs: [] }
  if (ctx.actor.organisationId !== organisationId) {
    requirePermission(ctx.actor, 'cultivation.assess', firm.cityCode)
    await audit(ctx, {
      action: 'cultivation.read_firm',
      subject: `registry.organisation/${organisationId}`,
      detail: { on },
      confidential: true,
    })
  }
  const chosen = ladder.rungs.map((rung) => ruleSetFor(sets, { rung: rung.id, cityCode: firm.cityCode!, on }))
  const row = await readRow(ctx, firm, chosen, on)
  const windows = await listWindows(ctx.db, { dataset: firm.dataset, cityCode: firm.cityCode })
  const rungs = ladder.rungs.map((rung, i) =>
    firmRung({
      rung,
      set: chosen[i],
      row,
      on,
      windows,
      isHeld: titles.some((t) => t.rung === rung.id && t.status === 'held'),
    }),
  )
  return { ...base, rungs }
}

async function readRow(
  ctx: Context,
  firm: Firm,
  chosen: readonly (RuleSet | undefined)[],
  on: string,
): Promise<Row> {
  const facts = factsOfSets(chosen.filter((set) => set !== undefined))
  const table = await loadFactTable(ctx, {
    dataset: firm.dataset,
    organisationIds: [String(firm.id)],
    facts,
    on,
  })
  if (table.ids.length === 0) return { id: String(firm.id), facts: new Map() }
  return factRow(table, 0)
}

async function ladderTitles(
  ctx: Context,
  firm: Firm,
  ladder: LadderFile,
  on: string,
): Promise<FirmLadder['titles']> {
  const held = await listTitles(ctx, { dataset: firm.dataset, organisationIds: [String(firm.id)], on })
  const due = new Set(dueForReview(held, on, ladder.reviewWarningMonths).map(({ id }) => id))
  return held.flatMap((title) => {
    const rung = ladder.rungs.find(({ titles }) => titles.includes(title.kindCode ?? ''))
    if (!rung) return []
    const { name, status, grantedWritten, expiresOn, batch, source, retiredOn } = title
    const isRetired = retiredOn !== null && retiredOn <= on
    return [
      {
        name,
        rung: rung.id,
        status,
        isRetired,
        grantedWritten,
        expiresOn,
        isDue: due.has(title.id),
        batch,
        source,
      },
    ]
  })
}

type RungInput = {
  readonly rung: Rung
  readonly set: RuleSet | undefined
  readonly row: Row
  readonly on: string
  readonly windows: readonly HeldWindow[]
  readonly isHeld: boolean
}

function firmRung({ rung, set, row, on, windows, isHeld }: RungInput): FirmRung {
  const base = { rung: rung.id, name: rung.name, isHeld, note: rung.note }
  if (!set)
    return {
      ...base,
      ruleSet: null,
      verdict: null,
      items: [],
      score: null,
      missing: [],
      plans: [],
      firstDay: null,
      applyOn: null,
      window: null,
    }
  const { policy } = set
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const table = tableOf([row], library.facts)
  const run = evaluate(library, { table, onDay: parseDay(on), withNear: true })
  const told = explainRow(run, 0)
  const whole = told.find(({ clause }) => clause === wholeClause)
  const firstDay = firstDayReached(set, row, on)
  const next =
    firstDay === null
      ? null
      : firstWindow(
          windows.filter((window) => window.rung === rung.id),
          firstDay,
        )
  return {
    ...base,
    ruleSet: toRuleSetInfo(set),
    verdict: standingsBy(set, table, on)[0]!.verdict,
    items: told
      .filter(({ clause }) => clause !== wholeClause)
      .map(({ title, condition }) => ({ title, state: stateOf(condition), conditions: flat(condition) })),
    score: scoreOf(set, run, on),
    missing: (whole?.missingFrom ?? []).map(({ label, supplier }) => ({ label, supplier })),
    plans: isHeld
      ? []
      : cheapestChanges(set, row, on).map(({ changes }) => ({
          changes: changes.map(({ fact, from, to }) => {
            const definition = policy.facts[fact]!
            return {
              label: definition.label,
              from: showFact(from, definition)!,
              to: showFact(to, definition)!,
            }
          }),
        })),
    firstDay,
    applyOn: next?.day ?? null,
    window: next ? toWindow(next.window) : null,
  }
}

const stateOf = ({ status }: ConditionLine) =>
  status === 'met' ? 'met' : status === 'unmet' ? 'unmet' : ('unknown' as const)

/** The tree of conditions as lines with their depth: a page shows them one under the other. */
function flat(line: ConditionLine, depth = 0): FirmRung['items'][number]['conditions'] {
  const { text, status, actual, required, gap } = line
  const parts = line.parts.flatMap((part) => flat(part, depth + 1))
  return parts.length > 0 && depth === 0 ? parts : [{ text, status, actual, required, gap, depth }, ...parts]
}

function scoreOf(
  { policy, attached }: RuleSet,
  run: ReturnType<typeof evaluate>,
  on: string,
): FirmRung['score'] {
  if (attached.card === null) return null
  const [line] = scoreTable(policy, attached.card, run.input.table, run.input.snapshot, parseDay(on))
  if (!line) return null
  const show = (x: { n: bigint; d: bigint } | null) => (x === null ? null : decimal(x))
  return {
    label: policy.written.scorecards?.[attached.card]?.label ?? attached.card,
    score: show(line.score),
    atMost: show(line.scoreAtMost),
    wanted: attached.targets.find(({ card }) => card === attached.card)?.points ?? null,
    coverage: show(line.coverage),
    indicators: line.byIndicator.map(({ label, points, max }) => ({
      label,
      points: show(points),
      max: decimal(max),
    })),
  }
}

/** At most four decimals, cut towards zero, so that nothing looks higher than it is. */
function decimal({ n, d }: { n: bigint; d: bigint }): string {
  const cut = (fraction(n, d).n * 10_000n) / fraction(n, d).d
  const decimals = String(cut % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/u, '')
  return `${cut / 10_000n}${decimals === '' ? '' : `.${decimals}`}`
}
