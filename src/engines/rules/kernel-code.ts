/**
 * The machine code of one clause: two loops over typed arrays. The first decides the condition of every row
 * without jumps and lists the entitled ones, the second computes amounts for these only. Clauses of the same
 * shape share one function; thresholds and factors are handed in.
 */
import { roundingFen } from './clause-reference.ts'
import { ColumnEmitter, storedTruth } from './column-emitter.ts'
import type { Cond } from './core.ts'
import { type Inputs, TooLarge } from './number-emitter.ts'
import type { Clause } from './policy.ts'

/** (inputs…, constants, city values, on, years, count, rows, truths, verdicts, R, F, B) → counts. */
export type Generated = (...args: unknown[]) => number
export type Code = { readonly inputs: Inputs; readonly run: Generated }

export type Kernel = {
  /** Questions to texts, titles and yes/no facts, answered first and shared with other clauses. */
  readonly selection: Selection | null
  readonly conditions: Code
  readonly amount: Code
}
export type Selection = { readonly key: string; readonly cond: Cond }

/** The code of a clause; null when its constants do not fit a double, so that the reference must do it. */
export function compileClause(clause: Clause, withNear: boolean): Kernel | null {
  try {
    const near = withNear ? clause.near : null
    const { simple, rest, nearRest } = splitCondition(clause.when, near)
    return {
      selection: simple.length === 0 ? null : { key: keyOf(simple), cond: { op: 'all', of: simple } },
      conditions: conditionCode(rest, nearRest, simple.length > 0),
      amount: amountCode(clause),
    }
  } catch (error) {
    if (error instanceof TooLarge) return null
    throw error
  }
}

/** The code that lists the rows which a selection does not rule out, with its truth beside each. */
export function selectionCode(cond: Cond): Code {
  const emitter = new ColumnEmitter()
  const truth = emitter.cond(cond)
  return assemble(
    emitter,
    'let m=0;for(let i=0;i<n;i++){',
    `R[m]=i;T[m]=${truth};m+=(${truth}<7)|0;}return m;`,
  )
}

/** What stands in `all` at the top: simple questions apart from the rest; not apart if 差一点 moves them. */
function splitCondition(when: Cond, near: Cond | null) {
  const parts = flat(when)
  const nearParts = near ? flat(near) : undefined
  const simple = parts.filter((part) => isSimple(part) && (!nearParts || nearParts.includes(part)))
  return {
    simple,
    rest: parts.filter((part) => !simple.includes(part)),
    nearRest: nearParts?.filter((part) => !simple.includes(part)),
  }
}

const flat = (cond: Cond): readonly Cond[] => (cond.op === 'all' ? cond.of.flatMap(flat) : [cond])

const isSimple = (cond: Cond): boolean =>
  cond.op === 'flag' || cond.op === 'cell' || (cond.op === 'not' && isSimple(cond.of))

const keyOf = (conds: readonly Cond[]): string =>
  conds
    .map((cond) => JSON.stringify(cond, (key, value) => (key === 'leaf' ? undefined : plain(value))))
    .sort()
    .join('&')
const plain = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)

function conditionCode(
  rest: readonly Cond[],
  nearRest: readonly Cond[] | undefined,
  isSelected: boolean,
): Code {
  const emitter = new ColumnEmitter()
  const truth = emitter.cond({ op: 'all', of: rest })
  const t = emitter.name()
  emitter.lines.push(`let ${t}=${isSelected ? 'T[j]|' : ''}${truth};`)
  if (nearRest) {
    emitter.lines.push(`if(${t}===7${isSelected ? '&&T[j]===0' : ''}){`)
    emitter.lines.push(`if(${emitter.cond({ op: 'all', of: nearRest })}===0)${t}=15;`)
    emitter.lines.push('}')
  }
  const hasOver = emitter.lines.some((line) => line.includes('over=1'))
  return assemble(
    emitter,
    `let m=0,k=0;for(let j=0;j<n;j++){const i=${isSelected ? 'L[j]' : 'j'};${hasOver ? 'let over=0;' : ''}`,
    hasOver
      ? `V[i]=${storedTruth(t)};if(over===1){B[k++]=i;}else{R[m]=i;m+=(${t}===0)|0;}}C[0]=k;return m;`
      : `V[i]=${storedTruth(t)};R[m]=i;m+=(${t}===0)|0;}C[0]=k;return m;`,
  )
}

function amountCode(clause: Clause): Code {
  const emitter = new ColumnEmitter()
  const amount = emitter.num(clause.amount)
  const unit = roundingFen[clause.rounding]
  const whole = emitter.wholePart(amount, unit, clause.rounding.endsWith('half_up'))
  const unknown = emitter.unknownOf([clause.amount])
  const inFen = unit === 1n ? whole : `${whole}*${unit}`
  const hasOver = emitter.lines.some((line) => line.includes('over=1'))
  const isKnown = /^\d+$|^k\d+$/u.test(whole)
  return assemble(
    emitter,
    `let w=0,k=C[0];for(let j=0;j<n;j++){const i=R[j];${hasOver ? 'let over=0;' : ''}`,
    [
      hasOver ? 'if(over===1){B[k++]=i;continue;}' : '',
      isKnown ? '' : `if(${whole}!==${whole}){V[i]=${storedTruth(unknown)};continue;}`,
      `R[w]=i;const f=${inFen};F[w]=(f+Math.abs(f))*0.5;w++;}C[0]=k;return w;`,
    ].join(''),
  )
}

const shared = new Map<string, Generated>()
const fixed = ['K', 'G', 'on', 'years', 'n', 'L', 'T', 'V', 'R', 'F', 'B', 'C'] as const

/** Joins the lines to a function; the same text is compiled once. */
function assemble(emitter: ColumnEmitter, head: string, end: string): Code {
  const { inputs } = emitter
  const columns = [
    ...inputs.numbers.map((_, i) => `n${i}`),
    ...inputs.flags.map((_, i) => `b${i}`),
    ...inputs.cells.map((_, i) => `c${i}`),
    ...inputs.tests.map((_, i) => `q${i}`),
    ...inputs.years.map((_, i) => `y${i}`),
    ...inputs.standings.map((_, i) => `r${i}`),
    ...inputs.unknowns.map((_, i) => `u${i}`),
  ]
  const locals = [
    ...inputs.constants.map((_, i) => `k${i}=K[${i}]`),
    ...inputs.given.map((_, i) => `g${i}=G[${i}]`),
  ]
  const body = [
    '"use strict";',
    locals.length > 0 ? `const ${locals.join(',')};` : '',
    head,
    ...emitter.lines,
    end,
  ].join('\n')
  const key = `${columns.join()}|${body}`
  let run = shared.get(key)
  if (!run) {
    // A form editor makes new shapes all day; old ones are forgotten rather than kept for ever.
    if (shared.size > 4000) shared.clear()
    run = new Function(...columns, ...fixed, body) as Generated
    shared.set(key, run)
  }
  return { inputs, run }
}
