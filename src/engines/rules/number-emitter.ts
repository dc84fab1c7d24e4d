/**
 * Writes the JavaScript of one clause out of the closed tree. Only numbers, array names made here and the
 * fixed words below enter the text, never anything a user wrote.
 *
 * Every number is a whole numerator over a denominator known while compiling (`s`), and for quotients a second
 * one known per row (`d`). Doubles hold whole numbers exactly up to 2^53; a row where any step passes that
 * sets `over` and is computed by the reference instead, so no row is ever rounded by the machine.
 */
import type { Cond, Num } from './core.ts'
import { gcd, lcm, reduced } from './fraction.ts'
import { scaleOf } from './quantity.ts'

type Code = { readonly n: string; readonly s: bigint; readonly d: string | null; readonly value?: bigint }

/** What the generated code reads, in the order of its arguments. */
export type Inputs = {
  readonly numbers: string[]
  readonly flags: string[]
  readonly cells: string[]
  readonly tests: { readonly cond: Extract<Cond, { op: 'cell' }>; readonly cell: number }[]
  readonly years: { readonly fact: string; readonly offset: number; readonly cell: number }[]
  readonly given: { readonly key: string; readonly scale: bigint }[]
  readonly standings: string[]
  /** Thresholds and factors: clauses that differ only in these share their machine code. */
  readonly constants: number[]
  /** Numbers whose missing city values decide between 数据不足 and 暂不可算. */
  readonly unknowns: (readonly Num[])[]
}

/** A tree whose constants do not fit a double: computed by the reference. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const M = 9_007_199_254_740_991n

export abstract class NumberEmitter {
  /** Emits a condition; returns the variable that holds its truth. */
  abstract cond(cond: Cond): string

  readonly lines: string[] = []
  readonly inputs: Inputs = {
    numbers: [],
    flags: [],
    cells: [],
    tests: [],
    years: [],
    given: [],
    standings: [],
    constants: [],
    unknowns: [],
  }
  private count = 0

  name(): string {
    return `x${this.count++}`
  }

  protected index(list: string[], item: string): number {
    const at = list.indexOf(item)
    return at >= 0 ? at : list.push(item) - 1
  }

  private literal(n: bigint): string {
    if (n > M || n < -M) throw new TooLarge(String(n))
    if (n === 0n || n === 1n) return String(n)
    return `k${this.inputs.constants.push(Number(n)) - 1}`
  }

  /** Keeps a value in a variable; `guard` where the step may have passed 2^53. */
  private keep(code: string, guard: boolean): string {
    const name = this.name()
    this.lines.push(`const ${name}=${code};`)
    if (guard) this.lines.push(`if(Math.abs(${name})>${M})over=1;`)
    return name
  }

  /** numerator × whole constant. */
  private scaled(n: string, by: bigint, value?: bigint): string {
    if (value !== undefined) return this.literal(value * by)
    return by === 1n ? n : this.keep(`${n}*${this.literal(by)}`, true)
  }

  private product(a: string, b: string | null): string {
    return b === null || b === '1' ? a : a === '1' ? b : this.keep(`${a}*${b}`, true)
  }

  num(num: Num): Code {
    switch (num.op) {
      case 'const': {
        const { n, d } = reduced(num)
        return { n: this.literal(n), s: d, d: null, value: n }
      }
      case 'fact':
        return {
          n: this.keep(`n${this.index(this.inputs.numbers, num.fact)}[i]`, false),
          s: scaleOf[num.unit],
          d: null,
        }
      case 'year':
        return { n: this.keep(this.year(num.fact, num.offset), false), s: scaleOf[num.unit], d: null }
      case 'yearsSince':
        return {
          n: this.keep(`years(n${this.index(this.inputs.numbers, num.fact)}[i],on)`, false),
          s: 1n,
          d: null,
        }
      case 'given':
        return this.given(num.key, scaleOf[num.unit])
      case 'standing':
        return { n: this.keep(`r${this.index(this.inputs.standings, num.key)}[i]`, false), s: 1n, d: null }
      case 'add':
        return num.of.map((x) => this.num(x)).reduce((a, b) => this.add(a, b, '+'))
      case 'sub':
        return this.add(this.num(num.a), this.num(num.b), '-')
      case 'mul':
        return this.mul(this.num(num.a), this.num(num.b))
      case 'div':
        return this.div(this.num(num.a), this.num(num.b))
      case 'min':
        return num.of.map((x) => this.num(x)).reduce((a, b) => this.extreme(a, b, 'min'))
      case 'max':
        return num.of.map((x) => this.num(x)).reduce((a, b) => this.extreme(a, b, 'max'))
      case 'floor':
        return this.floor(this.num(num.of))
      case 'known':
      case 'choose':
        return this.branch(num)
    }
  }

  private year(fact: string, offset: number): string {
    const cell = this.index(this.inputs.cells, fact)
    const at = this.inputs.years.findIndex((y) => y.cell === cell && y.offset === offset)
    const year = at >= 0 ? at : this.inputs.years.push({ fact, offset, cell }) - 1
    return `y${year}[c${cell}[i]]`
  }

  private given(key: string, scale: bigint): Code {
    const at = this.inputs.given.findIndex((g) => g.key === key)
    const index = at >= 0 ? at : this.inputs.given.push({ key, scale }) - 1
    return { n: `g${index}`, s: scale, d: null }
  }

  private add(a: Code, b: Code, sign: '+' | '-'): Code {
    const s = lcm(a.s, b.s)
    const left = this.product(this.scaled(a.n, s / a.s, a.value), b.d)
    const right = this.product(this.scaled(b.n, s / b.s, b.value), a.d)
    const d = a.d === null ? b.d : b.d === null ? a.d : this.product(a.d, b.d)
    return { n: this.keep(`${left}${sign}${right}`, true), s, d }
  }

  private mul(a: Code, b: Code): Code {
    if (a.value !== undefined && b.value === undefined) return this.mul(b, a)
    const d = a.d === null ? b.d : b.d === null ? a.d : this.product(a.d, b.d)
    if (b.value === undefined) return { n: this.product(a.n, b.n), s: a.s * b.s, d }
    // A constant factor is cancelled against the denominator while compiling: 6 % of 分 becomes ×3 ÷50.
    const by = gcd(b.value, a.s)
    const factor = by > 1n ? b.value / by : b.value
    const s = (by > 1n ? a.s / by : a.s) * b.s
    if (a.value !== undefined) return { n: this.literal(a.value * factor), s, d, value: a.value * factor }
    return { n: this.scaled(a.n, factor), s, d }
  }

  private div(a: Code, b: Code): Code {
    const by = gcd(a.s, b.s)
    if (b.value !== undefined && b.value > 0n && b.d === null) {
      const n = this.scaled(a.n, b.s / by, a.value)
      return { n, s: (a.s / by) * b.value, d: a.d }
    }
    const top = this.product(this.scaled(a.n, b.s / by, a.value), b.d)
    const n = this.keep(`${b.n}>0?${top}:NaN`, false)
    const d = this.keep(`${b.n}>0?${b.n}:1`, false)
    return { n, s: a.s / by, d: a.d === null ? d : this.product(d, a.d) }
  }

  /** Two numbers on one denominator, ready to compare: products of numerators and opposite denominators. */
  protected aligned(a: Code, b: Code): [string, string] {
    const s = lcm(a.s, b.s)
    let left = (s / a.s) * (a.value ?? 1n)
    let right = (s / b.s) * (b.value ?? 1n)
    // What both sides share is cancelled, so that 110 against 110 % of 100 stays small.
    const shared = gcd(left, right)
    if (shared > 1n) {
      left /= shared
      right /= shared
    }
    const l = a.value === undefined ? this.scaled(a.n, left) : this.literal(left)
    const r = b.value === undefined ? this.scaled(b.n, right) : this.literal(right)
    return [this.product(l, b.d), this.product(r, a.d)]
  }

  private extreme(a: Code, b: Code, which: 'min' | 'max'): Code {
    const s = lcm(a.s, b.s)
    if (a.d === null && b.d === null) {
      const left = this.scaled(a.n, s / a.s, a.value)
      const right = this.scaled(b.n, s / b.s, b.value)
      return { n: this.limited(left, right, which), s, d: null }
    }
    const [left, right] = this.aligned(a, b)
    const first = this.keep(`${left}${which === 'min' ? '<=' : '>='}${right}`, false)
    const [an, bn] = [this.scaled(a.n, s / a.s, a.value), this.scaled(b.n, s / b.s, b.value)]
    const n = this.keep(`${left}!==${left}||${right}!==${right}?NaN:${first}?${an}:${bn}`, false)
    return { n, s, d: this.keep(`${first}?${a.d ?? '1'}:${b.d ?? '1'}`, false) }
  }

  /**
   * Smaller or larger of two whole numbers without a jump: the processor cannot foresee which limit binds.
   * max(a, b) = b + max(0, a − b), and max(0, x) = (x + |x|) ÷ 2; exact as long as a − b is.
   */
  private limited(a: string, b: string, which: 'min' | 'max'): string {
    const gap = b === '0' ? a : this.keep(`${a}-${b}`, true)
    const above = this.keep(`(${gap}+Math.abs(${gap}))*0.5`, false)
    if (which === 'min') return this.keep(`${a}-${above}`, false)
    return b === '0' ? above : this.keep(`${b}+${above}`, false)
  }

  private floor(x: Code): Code {
    return { n: this.wholePart(x, 1n, false), s: 1n, d: null }
  }

  /** ⌊x ÷ unit⌋ or, to the nearest, ⌊x ÷ unit + ½⌋. */
  wholePart(x: Code, unit: bigint, isNearest: boolean): string {
    const divisor = this.literal(x.s * unit * (isNearest ? 2n : 1n))
    const by = x.d === null ? divisor : this.product(x.d, divisor)
    if (by === '1') return x.n
    // Up to 2^53 the quotient of whole doubles never rounds up to the next whole number, so this is exact.
    if (!isNearest) return this.keep(`Math.floor(${x.n}/${by})`, false)
    return this.keep(`Math.floor(${this.keep(`2*${x.n}+${by}/2`, true)}/${by})`, false)
  }

  private branch(num: Extract<Num, { op: 'known' | 'choose' }>): Code {
    const n = this.name()
    const d = this.name()
    this.lines.push(`let ${n}=NaN,${d}=1;`)
    // The parts are emitted first into a side list, since their denominators must agree before they are assigned.
    const emit = (part: Num): { code: Code; lines: string[] } => {
      const from = this.lines.length
      const code = this.num(part)
      return { code, lines: this.lines.splice(from) }
    }
    const parts =
      num.op === 'known'
        ? [num.of, num.otherwise]
        : [...num.cases.map((c) => c.give), ...(num.otherwise ? [num.otherwise] : [])]
    const emitted = parts.map(emit)
    const s = emitted.reduce((all, part) => lcm(all, part.code.s), 1n)
    const hasDivisor = emitted.some((part) => part.code.d !== null)
    const assign = ({ code, lines }: { code: Code; lines: string[] }): void => {
      this.lines.push(...lines)
      this.lines.push(`${n}=${this.scaled(code.n, s / code.s, code.value)};`)
      if (hasDivisor) this.lines.push(`${d}=${code.d ?? '1'};`)
    }
    if (num.op === 'known') {
      assign(emitted[0]!)
      this.lines.push(`if(${n}!==${n}){`)
      assign(emitted[1]!)
      this.lines.push('}')
    } else
      this.choices(
        num,
        emitted.map((part) => () => assign(part)),
      )
    return { n, s, d: hasDivisor ? d : null }
  }

  private choices(num: Extract<Num, { op: 'choose' }>, assign: readonly (() => void)[]): void {
    let open = 0
    num.cases.forEach((choice, i) => {
      const truth = this.cond(choice.when)
      this.lines.push(`if(${truth}===0){`)
      assign[i]!()
      this.lines.push(`}else if(${truth}===7){`)
      open++
    })
    if (num.otherwise) assign[num.cases.length]!()
    this.lines.push('}'.repeat(open))
  }

  protected unknown(nums: readonly Num[]): string {
    return `u${this.inputs.unknowns.push(nums) - 1}`
  }

  /** What an unknown result of these numbers is called, as the name of a constant of the run. */
  unknownOf(nums: readonly Num[]): string {
    return this.unknown(nums)
  }
}
