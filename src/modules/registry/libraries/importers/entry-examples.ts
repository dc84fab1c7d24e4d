import type { EntryField, EntryKind } from '../../model.ts'
import { partName, valueName } from './entry-columns.ts'

const levelWords = { national: '国家级', provincial: '省级', municipal: '市级' } as const

function exampleOf({ type, title, options }: EntryField): string {
  if (type === 'choice') return options![0]!.title.zh
  return { number: '12', date: '2024-03-15', money: '8000', text: `示例${title.zh}` }[type]
}

/** One invented row a kind, with every column that the kind has, as the template shows it. */
export function entryExamples(kinds: readonly EntryKind[]): Readonly<Record<string, string>>[] {
  return kinds.map((kind) => {
    const row: Record<string, string> = {
      ...{ kind: kind.title.zh, name: `示例${kind.title.zh}`, city: '430200' },
      ...(kind.levels[0] ? { level: levelWords[kind.levels[0]] } : {}),
      ...{ organisation: '示例机械有限公司', recognised: '2023-06', source: '示例公告' },
    }
    for (const field of kind.fields) row[valueName(field.title.zh)] = exampleOf(field)
    for (const part of kind.parts) {
      if (part.withFirm) row[partName(part.title.zh)] = '示例材料有限公司'
      for (const field of part.fields) row[partName(part.title.zh, field.title.zh)] = exampleOf(field)
    }
    return row
  })
}
