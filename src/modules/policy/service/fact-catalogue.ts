import { factLines, libraryOf, type WrittenPolicy } from '../../../engines/rules/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { listFigureKinds, listTitleKinds } from '../../registry/index.ts'
import { checkRules } from '../domain/check-rules.ts'
import type { FactCatalogue } from '../model.ts'
import { listPublishedKeys, listWritten } from '../queries/versions.ts'

const units: Readonly<Record<string, string>> = { money: '元', rate: '%', date: 'YYYY-MM-DD', bool: '是/否' }

/**
 * The facts that a new clause may ask for: those that published policies use, and those that the register keeps. Each
 * comes with its declaration as a policy writes it.
 */
export async function getFactCatalogue(ctx: Context): Promise<FactCatalogue> {
  requirePermission(ctx.actor, 'policy.draft')
  const own = (await listPublishedKeys(ctx.db)).filter(({ isExample }) => !isExample)
  const written = await listWritten(ctx.db, own)
  const { library } = libraryOf(
    written.map((one) => checkRules(one.written as WrittenPolicy, one.policyId).text),
  )
  const kinds = await listFigureKinds(ctx)
  const kept = new Set(kinds.map(({ name }) => name))
  const used = factLines(library)
    .filter(({ scope }) => scope === 'entity')
    .map(({ name, label, type, unit, supplier, changeable, values }) => ({
      name,
      label,
      type,
      unit,
      supplier,
      changeable,
      values: values === null ? null : [...values],
      isKept: kept.has(name) || type === 'titles',
      definition: { ...library.facts.get(name)! } as Record<string, unknown>,
    }))
  const names = new Set(used.map(({ name }) => name))
  const held = kinds
    .filter(({ name }) => !names.has(name))
    .map(({ name, type, unit, labelZh, supplier }) => ({
      name,
      label: labelZh,
      type,
      unit: unit ?? units[type] ?? null,
      supplier,
      changeable: false,
      values: null,
      isKept: true,
      definition: {
        label: labelZh,
        type,
        ...(unit && type !== 'money' && type !== 'rate' ? { unit } : {}),
        supplier: supplier ?? '登记库',
      },
    }))
  const facts = [...used, ...held].sort((a, b) => a.label.localeCompare(b.label, 'zh'))
  return { facts, titles: (await listTitleKinds(ctx)).map(({ nameZh }) => nameZh) }
}
