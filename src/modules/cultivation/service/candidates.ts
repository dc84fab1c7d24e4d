import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listTitles } from '../../registry/index.ts'
import { firstWindow } from '../domain/first-date.ts'
import { ruleSetFor } from '../domain/rule-set.ts'
import { lacksOnly } from '../domain/standing.ts'
import type { Candidate, Candidates, Scope } from '../model.ts'
import { listFirmNames } from '../queries/firms.ts'
import { listWindows } from '../queries/windows.ts'
import { loadLadder } from './load-ladder.ts'
import { standingsOf } from './show-ladder.ts'
import { toWindow } from './windows.ts'

const rank = { reached: 0, near: 1, short: 2, unknown: 3 } as const

/**
 * Who could apply for a rung on a day: firms without the title that reach its rules, lack one item, are near, or
 * cannot be told while everything known is met. Judged by the rule set of that day; single firms' figures stand behind it,
 * so the reading is audited.
 */
export async function listCandidates(
  ctx: Context,
  query: Scope & { rung: string; on?: string | undefined },
): Promise<Candidates> {
  requirePermission(ctx.actor, 'cultivation.assess', query.city)
  const on = query.on ?? chinaDay(ctx.now)
  const { ladder, sets } = await loadLadder(ctx)
  const rung = ladder.rungs.find(({ id }) => id === query.rung)
  if (!rung) throw new AppError('not_found', 'cultivation.no_rung', { rung: query.rung })
  const set = ruleSetFor(sets, { rung: rung.id, cityCode: query.city, on })
  if (!set) throw new AppError('conflict', 'cultivation.no_rules', { rung: rung.name[ctx.lang], date: on })
  const standings = (await standingsOf(ctx, query, [set], on)).get(set)!
  const place = { dataset: query.dataset, cityCode: query.city }
  const titles = (await listTitles(ctx, { ...place, on })).filter(({ status }) => status === 'held')
  const holders = new Set(
    titles
      .filter(({ kindCode }) => rung.titles.includes(kindCode ?? ''))
      .map(({ organisationId }) => organisationId),
  )
  const best = new Map(
    titles.filter(({ step }) => step !== null).map((title) => [title.organisationId, title.name]),
  )
  const rows = standings.lines.flatMap((line, row): Omit<Candidate, 'name'>[] => {
    const organisationId = standings.ids[row]!
    const only = lacksOnly(line)
    const isOpen = line.verdict === 'unknown' && line.unmet.length === 0 && line.met > 0
    if (
      holders.has(organisationId) ||
      !(line.verdict === 'reached' || line.verdict === 'near' || only || isOpen)
    )
      return []
    return [
      {
        organisationId,
        verdict: line.verdict,
        met: line.met,
        items: line.met + line.unknown + line.unmet.length,
        unknown: line.unknown,
        lacksOnly: only,
        unmet: [...line.unmet],
        holds: best.get(organisationId) ?? null,
      },
    ]
  })
  const names = await listFirmNames(
    ctx.db,
    rows.map(({ organisationId }) => organisationId),
  )
  await audit(ctx, {
    action: 'cultivation.list_candidates',
    subject: `cultivation.rung/${rung.id}`,
    detail: { city: query.city, on, firms: rows.length },
    confidential: true,
  })
  const windows = (await listWindows(ctx.db, place)).filter((window) => window.rung === rung.id)
  const items = rows
    .map((row) => ({ ...row, name: names.get(row.organisationId) ?? row.organisationId }))
    .sort((a, b) => rank[a.verdict] - rank[b.verdict] || b.met - a.met || a.name.localeCompare(b.name, 'zh'))
  const next = firstWindow(windows, on)
  return { on, rung: rung.id, ruleSet: set.policy.title, window: next ? toWindow(next.window) : null, items }
}
