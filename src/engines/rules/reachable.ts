/** Can a condition hold at all? Intervals and sets per fact; “yes” may be too kind, “no” is certain. */
import type { Cond, Num } from './core.ts'
import { compare, divide, type Fraction, subtract } from './fraction.ts'

type Bound = { readonly at: Fraction; readonly isOpen: boolean } | null
type Range = {
  readonly low: Bound
  readonly high: Bound
  readonly allowed: ReadonlySet<string> | null
  readonly banned: ReadonlySet<string>
  readonly flag: boolean | null
}
/** What is known of each fact or expression, by a key; null: contradiction. */
type World = ReadonlyMap<string, Range>

const free: Range = { low: null, high: null, allowed: null, banned: new Set(), flag: null }
const mostWorlds = 256

/** Constants known while checking: parameters by key. */
export type Known = (key: string) => Fraction | null

/** Whether some subject could satisfy all the conditions together. */
export function canHold(conds: readonly Cond[], known: Known): boolean {
  let worlds: World[] = [new Map()]
  for (const cond of conds) {
    worlds = worlds.flatMap((world) => extend(world, cond, true, known)).slice(0, mostWorlds)
    if (worlds.length === 0) return false
  }
  return true
}

function extend(world: World, cond: Cond, want: boolean, known: Known): World[] {
  switch (cond.op) {
    case 'not':
      return extend(world, cond.of, !want, known)
    case 'all':
    case 'any': {
      if ((cond.op === 'any') === want)
        return cond.of.flatMap((part) => extend(world, part, want, known)).slice(0, mostWorlds)
      let worlds: World[] = [world]
      for (const part of cond.of)
        worlds = worlds.flatMap((w) => extend(w, part, want, known)).slice(0, mostWorlds)
      return worlds
    }
    case 'compare':
      return narrow(world, cond, want, known)
    case 'flag':
      return merge(world, `b:${cond.fact}`, { ...free, flag: want })
    case 'cell': {
      const { test } = cond
      if (test.kind === 'in') {
        const values = new Set(test.values)
        return merge(
          world,
          `t:${cond.fact}`,
          want ? { ...free, allowed: values } : { ...free, banned: values },
        )
      }
      return merge(
        world,
        `c:${cond.fact}:${JSON.stringify(test, (_, v) => (typeof v === 'bigint' ? String(v) : v))}`,
        { ...free, flag: want },
      )
    }
    default:
      return [world]
  }
}

const opposite = { '>=': '<', '>': '<=', '<=': '>', '<': '>=', '==': '!=', '!=': '==' } as const

function narrow(world: World, cond: Extract<Cond, { op: 'compare' }>, want: boolean, known: Known): World[] {
  const at = constantOf(cond.b, known)
  if (!at) return [world]
  const is = want ? cond.is : opposite[cond.is]
  const key = `n:${JSON.stringify(cond.a, (k, v) => (k === 'label' || k === 'as' ? undefined : typeof v === 'bigint' ? String(v) : v))}`
  const edge = (isOpen: boolean): Bound => ({ at, isOpen })
  if (is === '>=' || is === '>') return merge(world, key, { ...free, low: edge(is === '>') })
  if (is === '<=' || is === '<') return merge(world, key, { ...free, high: edge(is === '<') })
  return is === '==' ? merge(world, key, { ...free, low: edge(false), high: edge(false) }) : [world]
}

/** The value of an expression without facts, or null. */
export function constantOf(num: Num, known: Known): Fraction | null {
  if (num.op === 'const') return { n: num.n, d: num.d }
  if (num.op === 'given') return known(num.key)
  if (num.op !== 'mul' && num.op !== 'sub' && num.op !== 'div') return null
  const [a, b] = [constantOf(num.a, known), constantOf(num.b, known)]
  if (!a || !b) return null
  if (num.op === 'mul') return { n: a.n * b.n, d: a.d * b.d }
  if (num.op === 'sub') return subtract(a, b)
  return b.n > 0n ? divide(a, b) : null
}

function merge(world: World, key: string, more: Range): World[] {
  const old = world.get(key) ?? free
  const low = tighter(old.low, more.low, 1)
  const high = tighter(old.high, more.high, -1)
  const allowed =
    old.allowed && more.allowed
      ? new Set([...old.allowed].filter((v) => more.allowed!.has(v)))
      : (old.allowed ?? more.allowed)
  const banned = new Set([...old.banned, ...more.banned])
  if (old.flag !== null && more.flag !== null && old.flag !== more.flag) return []
  if (allowed && ![...allowed].some((v) => !banned.has(v))) return []
  if (low && high) {
    const order = compare(low.at, high.at)
    if (order > 0 || (order === 0 && (low.isOpen || high.isOpen))) return []
  }
  return [new Map(world).set(key, { low, high, allowed, banned, flag: old.flag ?? more.flag })]
}

function tighter(a: Bound, b: Bound, sign: 1 | -1): Bound {
  if (!a || !b) return a ?? b
  const order = compare(a.at, b.at) * sign
  if (order === 0) return a.isOpen ? a : b
  return order > 0 ? a : b
}
