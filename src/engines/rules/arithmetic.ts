/** The sum behind an amount, line by line, as a clerk would write it down. */
import { type Num, TRUE } from './core.ts'
import { compare } from './fraction.ts'
import { formatQuantity } from './quantity.ts'
import { evaluateCond, evaluateNum, type Source } from './reference.ts'
import { type Names, textOfCond, textOfNum } from './text.ts'

/** Lines such as “设备投入 7,000万元 × 6% = 420万元”; ends early where a value is unknown. */
export function arithmeticLines(num: Num, source: Source, names: Names): string[] {
  const lines: string[] = []
  explainNum(num, source, names, lines)
  return lines
}

const plain = new Set(['const', 'fact', 'year', 'given', 'standing', 'yearsSince'])

function explainNum(num: Num, source: Source, names: Names, lines: string[]): void {
  const value = (x: Num) => {
    const v = evaluateNum(x, source)
    return v ? formatQuantity(x.unit, v) : '未知'
  }
  const named = (x: Num) =>
    x.op === 'const' ? value(x) : plain.has(x.op) ? `${textOfNum(x, names)} ${value(x)}` : value(x)
  const deeper = (x: Num) => {
    if (!plain.has(x.op)) explainNum(x, source, names, lines)
  }
  switch (num.op) {
    case 'add':
      num.of.forEach(deeper)
      lines.push(`${num.of.map(named).join(' + ')} = ${value(num)}`)
      return
    case 'sub':
    case 'mul':
    case 'div':
      deeper(num.a)
      if (num.op !== 'div' || num.as !== 'growth') deeper(num.b)
      lines.push(productLine(num, named, value))
      return
    case 'min':
    case 'max':
      num.of.forEach(deeper)
      lines.push(extremeLine(num, source, named, value))
      return
    case 'floor':
      deeper(num.of)
      lines.push(`${value(num.of)} 取整 = ${value(num)}`)
      return
    case 'known':
      deeper(evaluateNum(num.of, source) ? num.of : num.otherwise)
      return
    case 'choose':
      chosenLine(num, source, names, lines, deeper, value)
      return
    default:
      lines.push(named(num))
  }
}

type Shown = (num: Num) => string

function productLine(num: Extract<Num, { op: 'sub' | 'mul' | 'div' }>, named: Shown, value: Shown): string {
  const sign = { sub: '−', mul: '×', div: '÷' }[num.op]
  const name = num.as === 'growth' ? '增幅 ' : ''
  return `${name}${named(num.a)} ${sign} ${named(num.b)} = ${value(num)}`
}

function extremeLine(
  num: Extract<Num, { op: 'min' | 'max' }>,
  source: Source,
  named: Shown,
  value: Shown,
): string {
  const [first, ...limits] = num.of
  if (num.as === 'cap') {
    const [a, b] = [evaluateNum(first!, source), evaluateNum(num, source)]
    const isCut = a && b && compare(a, b) !== 0
    return `最高 ${limits.map(named).join('、')}，${isCut ? '超出部分不计，取' : '未超，仍为'} ${value(num)}`
  }
  const parts = num.of.map(named).join('、')
  return `${parts} 取${num.op === 'min' ? '较低' : '较高'}者 = ${value(num)}`
}

function chosenLine(
  num: Extract<Num, { op: 'choose' }>,
  source: Source,
  names: Names,
  lines: string[],
  deeper: (num: Num) => void,
  value: Shown,
): void {
  const hit = num.cases.find((c) => evaluateCond(c.when, source) === TRUE)
  const given = hit?.give ?? num.otherwise
  if (!given || evaluateNum(num, source) === null) {
    lines.push('无法确定适用哪一档')
    return
  }
  lines.push(
    `适用：${hit ? textOfCond(hit.when, names) : '其余情形'}${plain.has(given.op) ? `，${value(given)}` : ''}`,
  )
  deeper(given)
}
