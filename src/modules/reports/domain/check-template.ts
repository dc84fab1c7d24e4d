import type { Template, TemplateItem } from '../model.ts'
import { facts, pictures, tables } from './fact-catalogue.ts'

/** A fault of a template: where it stands, and in words. */
export type TemplateFault = {
  readonly path: readonly (string | number)[]
  readonly message: { readonly zh: string; readonly en: string }
}

const slotPattern = /\{([^}]*)\}/g
/** The names of the slots of a text, in order. */
export const slotsIn = (text: string): string[] => [...text.matchAll(slotPattern)].map(([, slot]) => slot!)

const unknownId = (what: string, id: string, known: readonly string[]): TemplateFault['message'] => ({
  zh: `没有${what}“${id}”；可用：${known.join('、')}`,
  en: `no such entry "${id}"; known: ${known.join(', ')}`,
})

function itemFaults(item: TemplateItem): TemplateFault[] {
  if ('words' in item) return []
  if ('picture' in item)
    return (pictures as readonly string[]).includes(item.picture)
      ? []
      : [{ path: ['picture'], message: unknownId('图', item.picture, pictures) }]
  const isFact = 'fact' in item
  const id = isFact ? item.fact : item.table
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = isFact ? facts : tables
  const slots = Object.hasOwn(all, id) ? all[id] : undefined
  if (!slots)
    return [
      {
        path: [isFact ? 'fact' : 'table'],
        message: unknownId(isFact ? '事实' : '表', id, Object.keys(all)),
      },
    ]
  const asked = isFact
    ? slotsIn(item.text).map((slot) => ({ slot, path: ['text'] as (string | number)[] }))
    : item.columns.map(({ column }, i) => ({ slot: column, path: ['columns', i, 'column'] }))
  const strange = asked.filter(({ slot }) => !Object.hasOwn(slots, slot))
  const faults = strange.map(({ slot, path }) => ({
    path,
    message: unknownId('槽位', slot, Object.keys(slots)),
  }))
  if (isFact && asked.length === 0)
    faults.push({
      path: ['text'],
      message: { zh: '这句话没有用到事实', en: 'the sentence uses nothing of its fact' },
    })
  return faults
}

const shareFaults = (item: TemplateItem): TemplateFault[] => {
  if (!('table' in item)) return []
  const sum = item.columns.reduce((total, { share }) => total + share, 0)
  return sum === 100
    ? []
    : [
        {
          path: ['columns'],
          message: { zh: `各列宽度合计应为 100，现为 ${sum}`, en: `shares add up to ${sum}, not 100` },
        },
      ]
}

/** What a template asks for that the catalogue of facts does not have, and widths that do not fill the page. */
export function checkTemplate({ sections }: Pick<Template, 'sections'>): TemplateFault[] {
  return sections.flatMap(({ items }, s) =>
    items.flatMap((item, i) =>
      [...itemFaults(item), ...shareFaults(item)].map(({ path, message }) => ({
        path: ['sections', s, 'items', i, ...path],
        message,
      })),
    ),
  )
}
