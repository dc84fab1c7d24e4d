import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../../kernel/command.ts'
import { parseNumber } from './files/columns.ts'
import { type AttributeColumn, attributeColumns } from './files/read-attributes.ts'
import { defaultStopRule, LEAST_EPS_F32, type StopRule } from './stop-rule.ts'

/** The command line of `cascade run`, checked; paths are absolute. */
export type RunOptions = {
  readonly edges: string
  readonly firms: string
  readonly essential: string
  readonly out: string
  readonly sectors?: string | undefined
  readonly only?: string | undefined
  readonly shockDown?: string | undefined
  readonly shockUp?: string | undefined
  readonly attributes?: string | undefined
  readonly use: readonly AttributeColumn[]
  readonly stop: StopRule
  readonly precision: 'f64' | 'f32'
  readonly threads: number
  readonly states?: string | undefined
  readonly sectorOut?: string | undefined
  readonly json: boolean
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const known = {
  edges: text,
  firms: text,
  essential: text,
  out: text,
  sectors: text,
  only: text,
  'shock-down': text,
  'shock-up': text,
  attributes: text,
  use: text,
  eps: text,
  rule: text,
  'no-substitution': flag,
  'max-sweeps': text,
  precision: text,
  threads: text,
  states: text,
  'sector-out': text,
  json: flag,
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof known }>>['values']

const MAX_THREADS = 256

function whole(name: string, given: string | undefined, otherwise: number, most: number): number {
  if (given === undefined) return otherwise
  const value = /^\d+$/.test(given) ? Number(given) : 0
  if (value >= 1 && value <= most) return value
  throw new UsageError(
    `--${name} 应为 1 至 ${most} 的整数，给出的是 ${given} · a whole number from 1 to ${most} is needed`,
  )
}

function oneOf<T extends string>(name: string, given: string | undefined, allowed: readonly [T, ...T[]]): T {
  const chosen = given === undefined ? allowed[0] : allowed.find((value) => value === given)
  if (chosen !== undefined) return chosen
  throw new UsageError(
    `--${name} 只能是 ${allowed.join('、')}，给出的是 ${given} · must be ${allowed.join(' or ')}`,
  )
}

function readStop(values: Values): StopRule {
  const eps = values.eps === undefined ? defaultStopRule.eps : parseNumber(values.eps)
  if (eps === undefined || eps < 0 || eps >= 1)
    throw new UsageError(
      `--eps 应为 0 到 1 之间的数，给出的是 ${values.eps} · a number from 0 to below 1 is needed`,
    )
  return {
    eps,
    rule: oneOf('rule', values.rule, ['1', '2']) === '1' ? 1 : 2,
    substitution: !values['no-substitution'],
    maxSweeps: whole('max-sweeps', values['max-sweeps'], defaultStopRule.maxSweeps, 2 ** 31 - 1),
  }
}

function readUse(given: string | undefined, attributes: string | undefined): AttributeColumn[] {
  if (given === undefined) return []
  if (attributes === undefined)
    throw new UsageError('--use 需要同时给出 --attributes · --use needs --attributes')
  const names = given.split(',').map((name) => name.trim())
  const wrong = names.find((name) => !attributeColumns.some((column) => column === name))
  if (wrong !== undefined)
    throw new UsageError(`--use 不认识“${wrong}” · unknown column, choose from ${attributeColumns.join(',')}`)
  return attributeColumns.filter((column) => names.includes(column))
}

function checkTogether(values: Values, stop: StopRule, precision: 'f64' | 'f32'): void {
  if (values.only !== undefined && (values['shock-down'] ?? values['shock-up']) !== undefined)
    throw new UsageError(
      '--only 与 --shock-down、--shock-up 不能同用 · --only cannot stand with --shock-down or --shock-up',
    )
  if (precision === 'f32' && stop.eps < LEAST_EPS_F32)
    throw new UsageError(
      `--precision f32 要求 eps 不小于 ${LEAST_EPS_F32}，请用 f64 · f32 is refused below eps ${LEAST_EPS_F32}: use f64`,
    )
}

/** Reads the arguments of `cascade run`; throws a UsageError for what cannot be used. */
export function readRunOptions(argv: readonly string[], cwd: string): RunOptions {
  const { values } = parseArgs({ args: [...argv], options: known, allowPositionals: false })
  const optional = (given: string | undefined) => (given === undefined ? undefined : resolve(cwd, given))
  const needed = (name: 'edges' | 'firms' | 'essential' | 'out') => {
    if (values[name]) return resolve(cwd, values[name])
    throw new UsageError(`缺少 --${name} FILE · --${name} FILE is missing`)
  }
  // A prefix may end in a separator, which resolve would take away.
  const prefix = (given: string | undefined) =>
    given === undefined ? undefined : `${resolve(cwd, given)}${/[/\\]$/.test(given) ? '/' : ''}`
  const stop = readStop(values)
  const precision = oneOf('precision', values.precision, ['f64', 'f32'])
  checkTogether(values, stop, precision)
  return {
    edges: needed('edges'),
    firms: needed('firms'),
    essential: needed('essential'),
    out: needed('out'),
    sectors: optional(values.sectors),
    only: optional(values.only),
    shockDown: optional(values['shock-down']),
    shockUp: optional(values['shock-up']),
    attributes: optional(values.attributes),
    use: readUse(values.use, values.attributes),
    stop,
    precision,
    threads: whole('threads', values.threads, availableParallelism(), MAX_THREADS),
    states: prefix(values.states),
    sectorOut: prefix(values['sector-out']),
    json: values.json ?? false,
  }
}
