/** The fields of each kind of item, in the order in which a clerk reads them. */
import type { ItemKind } from './api.ts'
import type { programmeWords } from './words.ts'

type Word = keyof typeof programmeWords
export type Field = {
  name: string
  word: Word
  form: 'text' | 'long' | 'lines' | 'day' | 'number' | 'whole' | 'yesno' | 'comparator' | 'value'
}

const due: Field[] = [
  { name: 'dueWritten', word: 'dueWritten', form: 'text' },
  { name: 'dueDate', word: 'dueDate', form: 'day' },
]
export const itemFields: Record<ItemKind, readonly Field[]> = {
  task: [
    { name: 'title', word: 'title', form: 'text' },
    { name: 'content', word: 'content', form: 'long' },
    { name: 'leads', word: 'leads', form: 'lines' },
    { name: 'responsibles', word: 'responsibles', form: 'lines' },
    { name: 'supports', word: 'supports', form: 'lines' },
    { name: 'leadPersons', word: 'leadPersons', form: 'lines' },
    ...due,
    { name: 'parent', word: 'parent', form: 'text' },
    { name: 'annexRow', word: 'annexRow', form: 'whole' },
  ],
  target: [
    { name: 'indicator', word: 'indicator', form: 'text' },
    { name: 'scope', word: 'scope', form: 'text' },
    { name: 'comparator', word: 'comparator', form: 'comparator' },
    { name: 'value', word: 'value', form: 'value' },
    { name: 'unit', word: 'unit', form: 'text' },
    { name: 'dueWritten', word: 'dueWritten', form: 'text' },
    { name: 'due', word: 'dueDate', form: 'day' },
    { name: 'sentence', word: 'sentence', form: 'long' },
  ],
  policy: [
    { name: 'title', word: 'title', form: 'text' },
    { name: 'direction', word: 'direction', form: 'text' },
    { name: 'leads', word: 'leads', form: 'lines' },
    ...due,
  ],
  subsidy: [
    { name: 'what', word: 'what', form: 'long' },
    { name: 'rate', word: 'rate', form: 'text' },
    { name: 'capCny', word: 'capCny', form: 'whole' },
    { name: 'isCeiling', word: 'isCeiling', form: 'yesno' },
  ],
  commitment: [
    { name: 'text', word: 'words', form: 'long' },
    { name: 'units', word: 'units', form: 'lines' },
    ...due,
  ],
}

type Content = Record<string, unknown>

/** An item of a kind with nothing filled in but the marked text. */
export function emptyContent(kind: ItemKind, text: string): Content {
  const entries = itemFields[kind].map(({ name, form }): [string, unknown] => {
    if (form === 'lines') return [name, []]
    if (form === 'yesno') return [name, false]
    return [name, null]
  })
  const [first] = itemFields[kind]
  const own: Content = { ...Object.fromEntries(entries), [first!.name]: text.trim() }
  return kind === 'target' ? { ...own, comparator: '=', value: 0, unit: '', sentence: text.trim() } : own
}

/** One line that names an item in a list. */
export function titleOf(kind: ItemKind, content: Content): string {
  const { title, indicator, scope, what, text } = content as Record<string, string | null>
  if (kind === 'target') return `${scope ?? ''}${indicator ?? ''} ${valueText(content)}`
  return title ?? what ?? text ?? ''
}

const signs: Record<string, string> = { '=': '', '>=': '≥', '>': '>', '<=': '≤', '<': '<', '~': '约', x: '×' }

/** A target's figure as people write it. */
export function valueText({ comparator, value, unit }: Content): string {
  if (Array.isArray(value)) return `${value[0]}–${value[1]}${unit ?? ''}`
  return `${signs[String(comparator)] ?? ''}${value ?? ''}${unit ?? ''}`
}
