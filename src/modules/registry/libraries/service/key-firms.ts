import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, holds, requirePermission } from '../../../access/index.ts'
import type { KeyFirm, KeyFirmComparison, KeyFirmSnapshot, KeyRule, RuleCondition } from '../../model.ts'
import { loadFactTable } from '../../service/fact-table.ts'
import * as queries from '../queries/key-firms.ts'
import { listSettings } from '../queries/settings.ts'
import { compileRule, runRule } from './rule.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }
type KeyRuleFile = {
  id: string
  title: { zh: string; en: string }
  source: string
  /** A policy in the form of the rules engine; these are the parts that a page shows. */
  rule: {
    needsVerification?: boolean
    facts?: Record<string, { label: string }>
    clauses?: { title: string; text?: string }[]
  }
}

const snapshotOf = (row: queries.SnapshotRow): KeyFirmSnapshot => ({
  id: String(row.id),
  year: row.year,
  rule: row.ruleKey,
  ruleVersion: row.ruleVersion,
  ruleTitle: row.ruleTitle,
  included: Number(row.included),
  looked: row.firms,
  takenBy: row.takenBy,
  takenAt: row.takenAt.toISOString(),
})

/** A rule as a page explains it: its own text, what it asks, and whether it is settled or only proposed. */
function explainRule({ key, version, content }: { key: string; version: number; content: unknown }): KeyRule {
  const { title, source, rule } = content as KeyRuleFile
  const { clauses = [], facts = {}, needsVerification = false } = rule
  return {
    id: key,
    version,
    title,
    source,
    isAssumed: needsVerification,
    clauses: clauses.map((clause) => ({ title: clause.title, text: clause.text ?? clause.title })),
    facts: Object.values(facts).map(({ label }) => label),
  }
}

/** The inclusion rules of a city and the yearly libraries that were taken by them. */
export async function listKeyFirmSnapshots(ctx: Context, scope: Scope) {
  requirePermission(ctx.actor, 'libraries.read', scope.city)
  const rules = await listSettings(ctx.db, 'key_firm_rule', scope.city)
  return {
    rules: rules.map(explainRule),
    snapshots: (await queries.listSnapshots(ctx.db, scope)).map(snapshotOf),
  }
}

/**
 * Takes the key-firm library of a year: every firm of the city looked at by the rule, those that fit kept with the
 * reasons, and those of the year before that fit no more with theirs. It does not change afterwards.
 */
export async function takeSnapshot(
  ctx: Context,
  input: Scope & { year: number; rule: string },
): Promise<KeyFirmSnapshot> {
  requirePermission(ctx.actor, 'libraries.settle', input.city)
  const today = chinaDay(ctx.now)
  if (input.year > Number(today.slice(0, 4)))
    throw new AppError('invalid', 'registry.snapshot_year_ahead', { year: input.year })
  const rules = await listSettings(ctx.db, 'key_firm_rule', input.city)
  const setting = rules.find(({ key }) => key === input.rule)
  if (!setting)
    throw new AppError('not_found', 'registry.no_key_rule', {
      rule: input.rule,
      rules: rules.map(({ key }) => key),
    })
  const { title, rule: written } = setting.content as KeyRuleFile
  const rule = compileRule(written, input.rule)
  if ('problems' in rule)
    throw new AppError('conflict', 'registry.no_key_rule', { rule: input.rule, rules: rule.problems })
  const on = today < `${input.year}-12-31` ? today : `${input.year}-12-31`
  const table = await loadFactTable(ctx, {
    dataset: input.dataset,
    cityCode: input.city,
    facts: rule.library.facts,
    on,
  })
  const { holds: fits, explain } = runRule(rule, table, on)
  const looked = new Set(table.ids)
  const left = (await membersBefore(ctx, input)).filter((id) => looked.has(id) && !fits.has(id))
  const members = [...fits, ...left].map((organisationId) => ({
    organisationId,
    isIncluded: fits.has(organisationId),
    reasons: explain(organisationId).conditions,
  }))
  const { city, dataset, year } = input
  const entry = {
    city,
    dataset,
    year,
    ruleKey: input.rule,
    ruleVersion: setting.version,
    ruleTitle: title.zh,
  }
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  const id = await queries.insertSnapshot(ctx.db, { ...entry, firms: table.ids.length }, members, stamp)
  if (id === undefined) throw new AppError('conflict', 'registry.snapshot_taken', { year })
  await audit(ctx, {
    action: 'registry.take_key_firms',
    subject: `registry.key_firm_snapshot/${id}`,
    detail: { ...entry, included: fits.size, left: left.length },
    confidential: true,
  })
  return snapshotOf((await queries.listSnapshots(ctx.db, { ...input, rule: input.rule, year }))[0]!)
}

async function membersBefore(ctx: Context, input: Scope & { year: number; rule: string }): Promise<string[]> {
  const earlier = await queries.listSnapshots(ctx.db, {
    dataset: input.dataset,
    city: input.city,
    rule: input.rule,
  })
  const before = earlier.filter(({ year }) => year < input.year).sort((a, b) => b.year - a.year)[0]
  if (!before) return []
  return (await queries.listKeyFirms(ctx.db, before.id))
    .filter(({ isIncluded }) => isIncluded)
    .map(({ organisationId }) => String(organisationId))
}

async function findSnapshot(ctx: Context, scope: Scope & { rule: string }, year: number) {
  const [row] = await queries.listSnapshots(ctx.db, {
    dataset: scope.dataset,
    city: scope.city,
    rule: scope.rule,
    year,
  })
  if (!row) throw new AppError('not_found', 'registry.no_snapshot', { year })
  return row
}

/** What was found of a firm is a figure that only those read who read confidential figures; whether it fits is not. */
function firmOf(ctx: Context, row: queries.KeyFirmRow): KeyFirm {
  const readsFigures = holds(ctx.actor, 'relations.read_all')
  const conditions = (row.reasons as RuleCondition[]).map((line) =>
    readsFigures ? line : { ...line, actual: null },
  )
  return {
    organisationId: String(row.organisationId),
    name: row.organisationName,
    isIncluded: row.isIncluded,
    conditions,
  }
}

/** The key firms of one year with the reasons. */
export async function listKeyFirms(ctx: Context, query: Scope & { rule: string; year: number }) {
  requirePermission(ctx.actor, 'libraries.read', query.city)
  const snapshot = await findSnapshot(ctx, query, query.year)
  const rows = (await queries.listKeyFirms(ctx.db, snapshot.id)).filter(({ isIncluded }) => isIncluded)
  if (holds(ctx.actor, 'relations.read_all'))
    await audit(ctx, {
      action: 'registry.read_key_firms',
      subject: `registry.key_firm_snapshot/${snapshot.id}`,
      confidential: true,
    })
  return { snapshot: snapshotOf(snapshot), firms: rows.map((row) => firmOf(ctx, row)) }
}

/** Who came and who left between two years, each with the reasons of the later year. */
export async function compareKeyFirms(
  ctx: Context,
  query: Scope & { rule: string; from: number; to: number },
): Promise<KeyFirmComparison> {
  requirePermission(ctx.actor, 'libraries.read', query.city)
  const [from, to] = [await findSnapshot(ctx, query, query.from), await findSnapshot(ctx, query, query.to)]
  const before = (await queries.listKeyFirms(ctx.db, from.id)).filter(({ isIncluded }) => isIncluded)
  const after = await queries.listKeyFirms(ctx.db, to.id)
  const was = new Set(before.map(({ organisationId }) => organisationId))
  const now = new Map(after.map((row) => [row.organisationId, row]))
  const stays = before.filter(({ organisationId }) => now.get(organisationId)?.isIncluded)
  // A firm that was not looked at again (it left the city or the register) has no reasons of the later year.
  const left = before
    .filter(({ organisationId }) => !now.get(organisationId)?.isIncluded)
    .map((row) => now.get(row.organisationId) ?? { ...row, isIncluded: false, reasons: [] })
  return {
    from: snapshotOf(from),
    to: snapshotOf(to),
    stayed: stays.length,
    came: after
      .filter((row) => row.isIncluded && !was.has(row.organisationId))
      .map((row) => firmOf(ctx, row)),
    left: left.map((row) => firmOf(ctx, row)),
  }
}
