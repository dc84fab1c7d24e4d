import type { Column, Row, Table } from '../../../engines/rules/index.ts'

/** A fact in stored units as text, a list of titles, or null where unknown. */
export type FrozenFact =
  | string
  | boolean
  | null
  | {
      titles: { title: string; fromDay: number | null; untilDay: number | null }[]
      /** Titles whose lists were complete; left out: all. */
      knownFor?: string[] | undefined
    }

type Frozen = Readonly<Record<string, FrozenFact>>
type FactValue = Row['facts'] extends ReadonlyMap<string, infer V> ? V : never

/** The facts of one row as they are kept with a run: stored units as text, so that nothing is rounded. */
export function freeze(table: Table, row: number): Record<string, FrozenFact> {
  const frozen: Record<string, FrozenFact> = {}
  for (const [name, column] of table.columns) {
    if (column.kind === 'number') {
      const value = column.values[row]!
      frozen[name] = Number.isNaN(value) ? null : String(BigInt(value))
    } else if (column.kind === 'flag') {
      const code = column.values[row]!
      frozen[name] = code === 1 ? null : code === 0
    } else {
      const cell = column.cells[column.codes[row]!] ?? null
      frozen[name] = cell?.kind === 'text' ? cell.text : cell?.kind === 'titles' ? frozenTitles(cell) : null
    }
  }
  return frozen
}

type TitleCell = Extract<Extract<Column, { kind: 'cell' }>['cells'][number], { kind: 'titles' }>

const frozenTitles = ({ titles, knownFor }: TitleCell): FrozenFact => ({
  titles: titles.map((title) => ({ ...title })),
  ...(knownFor ? { knownFor: [...knownFor] } : {}),
})

/** A frozen row as the engine reads it; `types` says which texts are numbers. */
export function thaw(id: string, frozen: Frozen, types: Readonly<Record<string, { type: string }>>): Row {
  const facts = new Map<string, FactValue>()
  for (const [name, { type }] of Object.entries(types)) {
    const value = frozen[name] ?? null
    facts.set(name, thawValue(value, type))
  }
  return { id, facts }
}

function thawValue(value: FrozenFact, type: string): FactValue {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'object') return { kind: 'titles', titles: value.titles, knownFor: value.knownFor }
  return type === 'text' ? { kind: 'text', text: value } : BigInt(value)
}
