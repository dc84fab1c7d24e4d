import type { Formula, FormulaFault, Operator, SeriesRef } from './tree.ts'

type Token = {
  readonly at: number
  readonly kind: 'number' | 'name' | 'scope' | 'sign' | 'end'
  readonly text: string
}
export type Parsed =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly fault: FormulaFault }

class Refused extends Error {
  constructor(readonly fault: FormulaFault) {
    super(fault.en)
  }
}
const refuse = (at: number, zh: string, en: string): never => {
  throw new Refused({ at, zh, en })
}

const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '×': '*',
  '÷': '/',
  '（': '(',
  '）': ')',
  '，': ',',
}
const deepest = 40

/** Cuts a formula into words and signs. A minus needs a space or a sign before it, since names contain hyphens. */
function cut(text: string): Token[] {
  const tokens: Token[] = []
  const word =
    /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9]*(?:-[a-z0-9]+)*)|\[([^\][]{1,60})\]|([-−+*×/÷(),（），]))/y
  let at = 0
  while (text.slice(at).trim() !== '') {
    word.lastIndex = at
    const found = word.exec(text)
    const start = at + (text.slice(at).length - text.slice(at).trimStart().length)
    if (!found) return refuse(start, `看不懂“${text[start]}”`, `"${text[start]}" is not understood`)
    const [, number, name, scope, sign] = found
    if (number !== undefined) tokens.push({ at: start, kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ at: start, kind: 'name', text: name })
    else if (scope !== undefined) tokens.push({ at: start, kind: 'scope', text: scope.trim() })
    else tokens.push({ at: start, kind: 'sign', text: signs[sign!] ?? sign! })
    at = word.lastIndex
  }
  return [...tokens, { at: text.length, kind: 'end', text: '' }]
}

/** One walk through the tokens: sums of products of parts. */
class Reader {
  private next = 0
  private depth = 0
  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Formula {
    const formula = this.sum()
    const rest = this.peek()
    if (rest.kind !== 'end') refuse(rest.at, `“${rest.text}”多余`, `"${rest.text}" is too much`)
    return formula
  }

  private peek = (): Token => this.tokens[this.next]!
  private take(sign: string): boolean {
    const { kind, text } = this.peek()
    if (kind !== 'sign' || text !== sign) return false
    this.next += 1
    return true
  }
  private must(sign: string): void {
    const { at } = this.peek()
    if (!this.take(sign)) refuse(at, `这里应是“${sign}”`, `"${sign}" is expected here`)
  }

  private sum(): Formula {
    if (++this.depth > deepest) refuse(this.peek().at, '括号套得太深', 'nested too deeply')
    const formula = this.chained(['+', '-'], () => this.chained(['*', '/'], () => this.part()))
    this.depth -= 1
    return formula
  }

  private chained(operators: readonly Operator[], part: () => Formula): Formula {
    let left = part()
    for (;;) {
      const operator = operators.find((sign) => this.take(sign))
      if (operator === undefined) return left
      left = { kind: 'operation', operator, left, right: part() }
    }
  }

  private part(): Formula {
    const token = this.peek()
    if (this.take('(')) {
      const inner = this.sum()
      this.must(')')
      return inner
    }
    this.next += 1
    if (token.kind === 'number') return { kind: 'number', text: token.text }
    if (token.kind !== 'name')
      return refuse(
        token.at,
        '这里应是指标、数字或括号',
        'an indicator, a number or a bracket is expected here',
      )
    return this.take('(') ? this.call(token) : this.series(token)
  }

  private series({ text }: Token): SeriesRef {
    const { kind, text: scope } = this.peek()
    if (kind !== 'scope') return { kind: 'series', indicator: text, scope: null }
    this.next += 1
    return { kind: 'series', indicator: text, scope }
  }

  private call(name: Token): Formula {
    const parts = [this.sum()]
    while (this.take(',')) parts.push(this.sum())
    this.must(')')
    if (name.text === 'sum') return { kind: 'sum', parts }
    if (name.text === 'share' && parts.length === 2)
      return { kind: 'share', part: parts[0]!, whole: parts[1]! }
    const [of] = parts
    if ((name.text === 'growth' || name.text === 'before') && parts.length === 1 && of?.kind === 'series')
      return { kind: name.text, of }
    const zh = '函数只有 sum(…)、share(部分, 整体)、growth(指标)、before(指标)'
    return refuse(
      name.at,
      zh,
      'the functions are sum(…), share(part, whole), growth(indicator), before(indicator)',
    )
  }
}

/** Reads a written formula, or says what is wrong with it and where. */
export function parseFormula(text: string): Parsed {
  try {
    return { ok: true, formula: new Reader(cut(text)).whole() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault }
    throw error
  }
}
