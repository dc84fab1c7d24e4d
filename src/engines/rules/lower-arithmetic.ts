/** Products, quotients, excesses and rankings with their units. */
import { constant, type Num, type Unit } from './core.ts'
import { type Lowering, numericUnit, type Path, reportUnknown, sameUnit } from './lowering.ts'

type Node = Record<string, unknown>

/** Product with its unit: money × rate is money, money × count is money, money × money is a mistake. */
export function times(ctx: Lowering, a: Num, b: Num, path: Path): Num {
  if (a.unit === 'money' && b.unit === 'money')
    ctx.report(path, '金额不能乘以金额', 'money cannot be multiplied by money')
  if (a.unit === 'date' || b.unit === 'date') ctx.report(path, '日期不能相乘', 'dates cannot be multiplied')
  const unit: Unit =
    a.unit === 'money' || b.unit === 'money'
      ? 'money'
      : a.unit === 'rate'
        ? b.unit
        : b.unit === 'rate'
          ? a.unit
          : 'quantity'
  return { op: 'mul', unit, a, b }
}

/** The two sides of a growth or a share. */
export const ratio = (ctx: Lowering, node: Node, key: 'growth' | 'share', path: Path): [Num, Num] => {
  const { of, over } = node[key] as { of: unknown; over: unknown }
  const a = ctx.number(of, [...path, key, 'of'])
  return [a, ctx.number(over, [...path, key, 'over'], key === 'growth' ? a.unit : undefined)]
}

/** Quotient with its unit: same units give a rate, money over a plain number is money. */
export function quotient(a: Num, b: Num, as: string): Num {
  const unit: Unit = sameUnit(a.unit, b.unit)
    ? 'rate'
    : b.unit === 'rate'
      ? a.unit
      : a.unit === 'money'
        ? 'money'
        : 'quantity'
  return { op: 'div', unit, a, b, as }
}

/** rate × max(0, of − over). */
export function excess(ctx: Lowering, of: Num, over: Num, rate: unknown, path: Path): Num {
  const above: Num = {
    op: 'max',
    unit: of.unit,
    of: [{ op: 'sub', unit: of.unit, a: of, b: over }, constant(of.unit, 0n)],
    as: 'excess',
  }
  return rate === undefined ? above : times(ctx, above, ctx.number(rate, [...path, 'rate'], 'rate'), path)
}

/** A rank or a percentile of a fact among all subjects, or within a group of them. */
export function standing(ctx: Lowering, node: Node, key: 'rank' | 'percentile', path: Path): Num {
  const { of, order = 'highest', within = '' } = node[key] as { of: string; order?: string; within?: string }
  const definition = ctx.facts[of]
  if (!definition || numericUnit(definition) === undefined || definition.type === 'series')
    reportUnknown(ctx, [...path, key, 'of'], of, Object.keys(ctx.facts), 'facts')
  if (within && ctx.facts[within]?.type !== 'text')
    ctx.report([...path, key, 'within'], `“${within}”不是文本指标`, `"${within}" is not a text fact`)
  const at = (what: string) => `s/${of}/${order}/${within}/${what}`
  const rank: Num = { op: 'standing', unit: 'count', key: at('rank'), as: 'rank' }
  if (key === 'rank') return rank
  return quotient(rank, { op: 'standing', unit: 'count', key: at('size') }, 'percentile')
}
