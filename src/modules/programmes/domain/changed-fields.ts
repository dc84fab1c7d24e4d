// What an office changed in a task, field by field in words that can be read again: before and after.
import type { ChangeLine } from '../model.ts'

export type Field = ChangeLine['fields'][number]['field']
export type TaskFields = {
  title: string
  content: string | null
  units: readonly { part: string; name: string }[]
  leadPersons: readonly string[]
  dueWritten: string | null
  dueDate: string | null
  tags: readonly { dimension: string; value: string }[]
  chainId: string | null
  parentId: string | null
}
export type Fields = Partial<Record<Field, string | null>>

const parts: Readonly<Record<string, string>> = { lead: '牵头', responsible: '责任', support: '配合' }

function textsOf(of: TaskFields): Record<Field, string | null> {
  const units = of.units.map(({ part, name }) => `${parts[part] ?? part}：${name}`)
  const tags = of.tags.map(({ dimension, value }) => `${dimension}/${value}`).sort()
  const due =
    of.dueWritten !== null && of.dueDate !== null && of.dueWritten !== of.dueDate
      ? `${of.dueWritten}（${of.dueDate}）`
      : (of.dueWritten ?? of.dueDate)
  return {
    title: of.title,
    content: of.content,
    units: units.join('；') || null,
    leadPersons: of.leadPersons.join('、') || null,
    due,
    tags: tags.join('；') || null,
    chain: of.chainId,
    parent: of.parentId,
  }
}

/** The fields that differ, each before and after; both empty where nothing does. */
export function changedFields(before: TaskFields, after: TaskFields): { before: Fields; after: Fields } {
  const [was, is] = [textsOf(before), textsOf(after)]
  const changed = (Object.keys(was) as Field[]).filter((field) => was[field] !== is[field])
  const pick = (texts: Record<Field, string | null>) =>
    Object.fromEntries(changed.map((field) => [field, texts[field]])) as Fields
  return { before: pick(was), after: pick(is) }
}
