/** Reads the facts of many subjects from CSV or YAML; refuses the whole file with every mistake on its line. */
import { parse as parseCsv } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { isSeq, LineCounter, parseDocument } from 'yaml'
import { type FactValue, readFactValue } from './fact-value.ts'
import type { Fraction } from './fraction.ts'
import type { Library } from './library.ts'
import { nearestName } from './lowering.ts'
import { QuantityError } from './quantity.ts'
import { type Problem, problemAt } from './read-policy.ts'
import { readValue } from './snapshot.ts'
import { type Row, type ScopeColumn, scopeColumns, type Table, tableOf } from './table.ts'

export type FactsFile = {
  readonly table: Table
  readonly city: ReadonlyMap<string, Fraction | null>
  readonly problems: readonly Problem[]
}

type Sink = {
  readonly library: Library
  readonly file: string
  readonly rows: Row[]
  readonly city: Map<string, Fraction | null>
  readonly problems: Problem[]
  readonly ids: Map<string, number>
}

/** Facts out of the bytes of a file; the name decides between CSV and YAML. */
export function readFacts(bytes: Uint8Array, file: string, library: Library): FactsFile {
  const sink: Sink = { library, file, rows: [], city: new Map(), problems: [], ids: new Map() }
  const text = decode(bytes)
  if (/\.ya?ml$/iu.test(file)) readYamlFacts(text, sink)
  else readCsvFacts(text, sink)
  return { table: tableOf(sink.rows, library.facts), city: sink.city, problems: sink.problems }
}

/** UTF-8, UTF-16 with its mark, or else GB18030, which offices still export. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}

const problem = (
  sink: Sink,
  line: number | null,
  zh: string,
  en: string,
  severity: Problem['severity'] = 'error',
) => {
  sink.problems.push(problemAt(sink.file, line, `${zh} · ${en}`, severity))
}

type Target =
  | { kind: 'id' }
  | { kind: 'fact'; name: string }
  | { kind: 'city'; name: string }
  | { kind: 'scope'; name: ScopeColumn }

/** What a heading means: a fact by name or label, a city value, a scope column, or the id. */
function targetOf(library: Library, heading: string): Target | null {
  const word = heading.normalize('NFKC').trim()
  if (word === 'id') return { kind: 'id' }
  if (library.facts.has(word)) return { kind: 'fact', name: word }
  if (library.city.has(word)) return { kind: 'city', name: word }
  if ((scopeColumns as readonly string[]).includes(word)) return { kind: 'scope', name: word as ScopeColumn }
  const byLabel = [...library.facts].filter(([, f]) => f.label.normalize('NFKC') === word)
  if (byLabel.length === 1) return { kind: 'fact', name: byLabel[0]![0] }
  const cityByLabel = [...library.city].filter(([, c]) => c.label.normalize('NFKC') === word)
  return cityByLabel.length === 1 ? { kind: 'city', name: cityByLabel[0]![0] } : null
}

function readCsvFacts(text: string, sink: Sink): void {
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parseCsv(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as never
  } catch (error) {
    const lines = (error as { lines?: number }).lines ?? null
    problem(sink, lines, `CSV 格式有误：引号没有配对 · broken CSV`, (error as Error).message)
    return
  }
  const [head, ...body] = records
  if (!head) {
    problem(sink, 1, '文件是空的', 'the file is empty')
    return
  }
  const targets = headings(sink, head.record)
  if (!targets) return
  for (const { record, info } of body) {
    const line = info.lines - (record.join('').match(/\n/gu)?.length ?? 0)
    if (record.every((cell) => cell.trim() === '')) continue
    if (record.length !== targets.length) {
      problem(
        sink,
        line,
        `这一行有 ${record.length} 格，表头有 ${targets.length} 格`,
        `this line has ${record.length} cells, the heading ${targets.length}`,
      )
      continue
    }
    addRow(
      sink,
      line,
      targets.map((target, i) => [target, head.record[i]!, record[i]!]),
    )
  }
}

function headings(sink: Sink, names: readonly string[]): (Target | null)[] | null {
  const targets = names.map((name) => targetOf(sink.library, name))
  const known = ['id', ...sink.library.facts.keys(), ...sink.library.city.keys(), ...scopeColumns]
  const seen = new Set<string>()
  targets.forEach((target, i) => {
    const key = target ? `${target.kind}:${'name' in target ? target.name : ''}` : ''
    if (target && seen.has(key))
      problem(sink, 1, `表头“${names[i]}”重复`, `the heading "${names[i]}" stands twice`)
    seen.add(key)
    if (target) return
    const like = nearestName(names[i]!.trim(), known)
    problem(
      sink,
      1,
      `没有政策用到“${names[i]}”这一列，不读${like ? `；是否指“${like}”？` : ''}`,
      `no policy uses the column "${names[i]}", it is not read${like ? `; did you mean "${like}"?` : ''}`,
      'warning',
    )
  })
  if (!targets.some((t) => t?.kind === 'id'))
    problem(sink, 1, '表头缺少 id 列', 'the heading has no id column')
  return sink.problems.some((p) => p.severity === 'error') ? null : targets
}

/** One subject: reads every cell, reports every bad one. */
function addRow(
  sink: Sink,
  line: number | null,
  cells: readonly (readonly [Target | null, string, unknown])[],
): void {
  const facts = new Map<string, FactValue>()
  const scopes = new Map<ScopeColumn, string>()
  let id = ''
  for (const [target, heading, raw] of cells) {
    try {
      if (target?.kind === 'id') id = String(raw ?? '').trim()
      else if (target?.kind === 'scope') scopes.set(target.name, String(raw ?? '').trim())
      else if (target?.kind === 'fact')
        facts.set(target.name, readFactValue(sink.library.facts.get(target.name)!, raw))
      else if (target?.kind === 'city') cityCell(sink, target.name, raw, line)
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error
      const [zh, en] = error.message.split(' · ')
      problem(sink, line, `“${heading}”列：${zh}`, `column "${heading}": ${en}`)
    }
  }
  const other = sink.ids.get(id)
  if (id === '') problem(sink, line, 'id 为空', 'the id is empty')
  else if (other !== undefined)
    problem(sink, line, `id“${id}”与第 ${other} 行重复`, `the id "${id}" stands on line ${other} too`)
  else {
    sink.ids.set(id, line ?? sink.rows.length + 1)
    sink.rows.push({ id, facts, scopes })
  }
}

/** A city value stands once for all: every line that gives it must agree. */
function cityCell(sink: Sink, name: string, raw: unknown, line: number | null): void {
  if (raw === null || raw === undefined || String(raw).trim() === '') return
  const value = readValue(sink.library.city.get(name)!.type, raw as string | number, true)
  const known = sink.city.get(name)
  if (known && known.n * value.d !== value.n * known.d)
    problem(
      sink,
      line,
      `全市数据“${name}”各行不一致`,
      `the city value "${name}" differs from an earlier line`,
    )
  else sink.city.set(name, value)
}

type Mapping = Record<string, unknown>
const isMapping = (x: unknown): x is Mapping => typeof x === 'object' && x !== null && !Array.isArray(x)

/** `city:` (optional) and `facts:` with a list of subjects, or the list alone; a subject may nest its `facts:`. */
function readYamlFacts(text: string, sink: Sink): void {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true })
  for (const error of document.errors)
    problem(sink, counter.linePos(error.pos[0]).line, 'YAML 格式有误', `broken YAML: ${error.message}`)
  if (sink.problems.length > 0) return
  const data: unknown = document.toJS()
  const list = Array.isArray(data) ? data : isMapping(data) ? data.facts : undefined
  if (!Array.isArray(list)) {
    problem(
      sink,
      1,
      '应写 facts: 后接主体清单（每项有 id）',
      'expected facts: with a list of subjects, each with an id',
    )
    return
  }
  if (isMapping(data) && isMapping(data.city)) yamlCity(sink, data.city)
  const node = Array.isArray(data) ? document.contents : document.get('facts', true)
  list.forEach((item: unknown, i) => {
    const part = isSeq(node) ? (node.items[i] as { range?: [number, number, number] } | undefined) : undefined
    const line = part?.range ? counter.linePos(part.range[0]).line : null
    if (!isMapping(item)) {
      problem(sink, line, '每个主体应是 id 和指标', 'each subject needs an id and its facts')
      return
    }
    const { facts, ...rest } = item
    const all = { ...rest, ...(isMapping(facts) ? facts : {}) }
    const cells = Object.entries(all).map(([name, raw]) => [targetOf(sink.library, name), name, raw] as const)
    for (const [target, name] of cells)
      if (!target)
        problem(
          sink,
          line,
          `没有政策用到“${name}”，不读`,
          `no policy uses "${name}", it is not read`,
          'warning',
        )
    addRow(sink, line, cells)
  })
}

function yamlCity(sink: Sink, city: Mapping): void {
  for (const [name, raw] of Object.entries(city)) {
    const definition = sink.library.city.get(name)
    if (!definition) {
      problem(
        sink,
        null,
        `没有政策用到全市数据“${name}”`,
        `no policy uses the city value "${name}"`,
        'warning',
      )
      continue
    }
    try {
      sink.city.set(name, raw === null ? null : readValue(definition.type, raw as string | number, true))
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error
      problem(sink, null, `city.${name}：${error.message}`, '')
    }
  }
}
