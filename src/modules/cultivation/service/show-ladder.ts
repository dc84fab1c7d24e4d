import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { listIndicators, listTargets } from '../../indicators/index.ts'
import { listTitleKinds, listTitles, loadFactTable } from '../../registry/index.ts'
import { type RuleSet, ruleSetFor } from '../domain/rule-set.ts'
import { lacksOnly, type Standing, standingsBy } from '../domain/standing.ts'
import { targetsBeside } from '../domain/targets-beside.ts'
import { conversion, dueForReview, grantedByYear, holdersOf } from '../domain/title-count.ts'
import type { LadderInfo, Rung, RungInfo, Scope } from '../model.ts'
import { countFirms } from '../queries/firms.ts'
import { listWindows } from '../queries/windows.ts'
import { factsOfSets, loadLadder, toRuleSetInfo } from './load-ladder.ts'
import { toWindow } from './windows.ts'

/** Whether single firms' standings may be seen: those who read figures whole. */
export const seesStandings = (ctx: Context): boolean => holds(ctx.actor, 'cultivation.assess')

/**
 * The ladder of a city on the present day: titles by rung and year, how many came from the rung below, who would reach
 * the next one, targets beside the count. Counts that rest on figures leave only through the rule for aggregates.
 */
export async function showLadder(ctx: Context, scope: Scope): Promise<LadderInfo> {
  requirePermission(ctx.actor, 'cultivation.read', scope.city)
  const on = chinaDay(ctx.now)
  const place = { dataset: scope.dataset, cityCode: scope.city }
  const { ladder, sets } = await loadLadder(ctx)
  const titles = await listTitles(ctx, { ...place, on })
  const kinds = new Map((await listTitleKinds(ctx)).map((kind) => [kind.code, kind]))
  const nameOf = (code: string) =>
    (ctx.lang === 'zh' ? kinds.get(code)?.nameZh : kinds.get(code)?.nameEn) ?? code
  const chosen = ladder.rungs.map((rung) => ruleSetFor(sets, { rung: rung.id, cityCode: scope.city, on }))
  const standings = await standingsOf(ctx, scope, chosen, on)
  const windows = (await listWindows(ctx.db, place)).map(toWindow)
  const { targets, conflicts } = await listTargets(ctx, scope.city, scope.dataset)
  // What documents say is of the city itself, never of invented firms.
  const told = scope.dataset === 'held' ? await listIndicators(ctx, scope.city) : []
  const valuesOf = (indicator: string) => told.find(({ id }) => id === indicator)?.values ?? []
  const rungs = ladder.rungs.map((rung, i): RungInfo => {
    const holders = holdersOf(titles, rung.titles)
    const held = new Set(
      titles
        .filter(({ status, kindCode }) => status === 'held' && rung.titles.includes(kindCode ?? ''))
        .map(({ organisationId }) => organisationId),
    )
    const below = ladder.rungs[i - 1]
    const set = chosen[i]
    return {
      id: rung.id,
      name: rung.name,
      level: rung.level,
      note: rung.note,
      titles: rung.titles.map((code) => ({
        code,
        name: nameOf(code),
        isRetired: (kinds.get(code)?.retiredOn ?? '9999') <= on,
      })),
      held: holders.held,
      heldUnknown: holders.unknown,
      byYear: grantedByYear(titles, rung.titles),
      conversion: below ? conversion(titles, below.titles, rung.titles) : null,
      dueForReview: dueForReview(titles, on, ladder.reviewWarningMonths).filter(({ kindCode }) =>
        rung.titles.includes(kindCode ?? ''),
      ).length,
      ruleSet: set ? toRuleSetInfo(set) : null,
      otherRuleSets: sets
        .filter((other) => other.attached.rung === rung.id && other !== set)
        .map(toRuleSetInfo),
      ...countStandings(ctx, rung, set ? standings.get(set) : undefined, held),
      windows: windows.filter((window) => window.rung === rung.id && window.closesOn >= on),
      targets: targetsBeside(rung, { targets, conflicts, titles, nameOf, valuesOf }),
    }
  })
  return {
    on,
    name: ladder.name,
    firms: await countFirms(ctx.db, place),
    hasTitles: titles.length > 0,
    mayListCandidates: seesStandings(ctx),
    rungs,
  }
}

type CityStandings = { readonly ids: readonly string[]; readonly lines: readonly Standing[] }

/** The standings of all firms by the chosen rule sets, one reading of the facts for all; with the program's eyes. */
export async function standingsOf(
  ctx: Context,
  { city, dataset }: Scope,
  chosen: readonly (RuleSet | undefined)[],
  on: string,
): Promise<Map<RuleSet, CityStandings>> {
  const sets = chosen.filter((set) => set !== undefined)
  const table = await ctx.asProgram(() =>
    loadFactTable(ctx, { dataset, cityCode: city, facts: factsOfSets(sets), on, kind: 'firm' }),
  )
  return new Map(sets.map((set) => [set, { ids: table.ids, lines: standingsBy(set, table, on) }]))
}

/** How many firms without the title reach the rules, lack one item, or cannot be told; small counts are held back. */
function countStandings(
  ctx: Context,
  rung: Rung,
  standings: CityStandings | undefined,
  held: ReadonlySet<string>,
): Pick<RungInfo, 'reached' | 'lacksOne' | 'untold'> {
  if (!standings) return { reached: null, lacksOne: null, untold: null }
  const ids = { reached: [] as string[], lacksOne: [] as string[], untold: [] as string[] }
  standings.lines.forEach((line, row) => {
    const id = standings.ids[row]!
    if (held.has(id)) return
    if (line.verdict === 'reached') ids.reached.push(id)
    else if (lacksOnly(line) !== null) ids.lacksOne.push(id)
    else if (line.verdict === 'unknown') ids.untold.push(id)
  })
  const show = (name: keyof typeof ids): number | null => {
    const found = ids[name]
    if (seesStandings(ctx) || found.length === 0) return found.length
    const cell = { id: `${rung.id}/${name}`, contributors: new Map(found.map((id) => [id, 1])) }
    return disclosable([cell]).has(cell.id) ? found.length : null
  }
  return { reached: show('reached'), lacksOne: show('lacksOne'), untold: show('untold') }
}
