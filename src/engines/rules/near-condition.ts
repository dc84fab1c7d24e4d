/** 差一点: the same condition with the limits moved that a firm can still reach. */
import type { Cond, Num } from './core.ts'
import { compare } from './fraction.ts'

/**
 * The condition with every limit that the firm can still move shifted by its margin: a rule that fails as it
 * stands but holds here is 差一点. Null when nothing in it can be moved.
 */
export function nearCondition(cond: Cond): Cond | null {
  let moved = false
  const relax = (c: Cond, negated: boolean): Cond => {
    if (c.op === 'not') return { op: 'not', of: relax(c.of, !negated) }
    if (c.op === 'all' || c.op === 'any') return { ...c, of: c.of.map((x) => relax(x, negated)) }
    if (c.op === 'atLeast') return { ...c, of: c.of.map((x) => relax(x, negated)) }
    if (c.op === 'undecided' || !c.leaf.changeable || c.leaf.nearPpm === null) return c
    if (c.op === 'flag' || c.op === 'cell') {
      if (c.leaf.nearPpm < 1_000_000n) return c
      moved = true
      return negated
        ? { op: 'all', of: [c, { op: 'not', of: c }] }
        : { op: 'any', of: [c, { op: 'not', of: c }] }
    }
    if (
      negated ||
      c.is === '==' ||
      c.is === '!=' ||
      (c.b.op === 'const' && compare(c.b, { n: 0n, d: 1n }) <= 0)
    )
      return c
    moved = true
    const side = c.is === '>=' || c.is === '>' ? -1n : 1n
    const factor: Num = { op: 'const', unit: 'rate', n: 1_000_000n + side * c.leaf.nearPpm, d: 1_000_000n }
    return { ...c, is: side < 0n ? '>=' : '<=', b: { op: 'mul', unit: c.b.unit, a: c.b, b: factor } }
  }
  const near = relax(cond, false)
  return moved ? near : null
}
