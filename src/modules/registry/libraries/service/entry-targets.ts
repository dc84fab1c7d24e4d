// What of an entry its organisation may say is wrong: its own columns, the days of its steps, its fields, its parts.
import { normaliseName } from '../../../../engines/identity/index.ts'
import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import type { EntryChange, EntryDetail, EntryField, EntryKind, PartLine } from '../../model.ts'
import { listByName } from '../../queries/firm-import.ts'
import { heldText, readWrittenValue } from '../domain/written-value.ts'
import { lastDayOf } from '../domain.ts'
import { listEvents } from '../queries/events.ts'
import { changeEntry } from './change-entry.ts'
import { checkDay, correctDay, datedSteps } from './correct-day.ts'
import { changePart } from './entry-parts.ts'

export type Target = {
  readonly title: { readonly zh: string; readonly en: string }
  readonly type: 'money' | 'text'
  readonly held: string | null
  /** Of a part: the organisation that its line is about. */
  readonly organisationId?: string | null
  /** Refuses what cannot be held. */
  check(ctx: Context, value: string): void
  apply(ctx: Context, value: string, source: string): Promise<unknown>
}
type Known = { readonly entry: EntryDetail; readonly kind: EntryKind }

const levels = { national: '国家级', provincial: '省级', municipal: '市级' } as const
type Level = keyof typeof levels
const readLevel = (kind: EntryKind, text: string) =>
  kind.levels.find((level) => level === text.trim() || levels[level as Level] === text.trim())

const fault = (kind: string, field: string, type: string) => {
  const params = { kind, field, type }
  const code = 'registry.entry_field_unfit'
  return new AppError('invalid', code, params, [{ field: 'value', code, params }])
}

/** An entry as it stands, for changing a little of it. */
const asItStands = (entry: EntryDetail): Omit<EntryChange, 'source'> => {
  const { name, level, organisationId, organisationName, chainId, nodeId, projectId, parentId } = entry
  const own = { name, level, organisationId, organisationName, chainId, nodeId, projectId, parentId }
  return { ...own, fields: entry.fields, seen: entry.updatedAt }
}

const nameTarget = ({ entry, kind }: Known): Target => ({
  ...{ title: { zh: '名称', en: 'Name' }, type: 'text', held: entry.name },
  check: (_ctx, value) => {
    if (value.trim().length > 200) throw fault(kind.title.zh, '名称', '不超过 200 字')
  },
  apply: (ctx, value, source) =>
    changeEntry(ctx, entry.id, { ...asItStands(entry), name: value.trim(), source }),
})

const levelTarget = ({ entry, kind }: Known): Target => ({
  title: { zh: '级别', en: 'Level' },
  type: 'text',
  held: entry.level === null ? null : levels[entry.level],
  check: (_ctx, value) => {
    const known = kind.levels.map((level) => levels[level as Level]).join('、')
    if (!readLevel(kind, value)) throw fault(kind.title.zh, '级别', known || '这一类不分级别')
  },
  apply: (ctx, value, source) =>
    changeEntry(ctx, entry.id, { ...asItStands(entry), level: readLevel(kind, value)!, source }),
})

/** A name that exactly one organisation bears is that organisation; any other stays a name. */
async function organisationNamed(ctx: Context, dataset: string, name: string): Promise<string | null> {
  const found = await listByName(ctx.db, dataset, [normaliseName(name)])
  return found.length === 1 ? String(found[0]!.id) : null
}

const hostTarget = ({ entry }: Known): Target => ({
  ...{ title: { zh: '依托单位', en: 'Host' }, type: 'text', held: entry.organisationName },
  check: () => {},
  async apply(ctx, value, source) {
    const organisationId = await organisationNamed(ctx, entry.dataset, value)
    const told = { organisationId, organisationName: value.trim().slice(0, 200) }
    return changeEntry(ctx, entry.id, { ...asItStands(entry), ...told, source })
  },
})

async function dayTarget(ctx: Context, { entry }: Known, eventId: string): Promise<Target | undefined> {
  const steps = datedSteps(await listEvents(ctx.db, 'entry', entry.id))
  const step = steps.find(({ id }) => String(id) === eventId)
  const shown = entry.events.find(({ id }) => id === eventId)
  if (!step || !shown) return undefined
  const name = shown.title ?? { zh: shown.state ?? '', en: shown.state ?? '' }
  const title = { zh: `${name.zh}的日期`, en: `Day of: ${name.en}` }
  return {
    ...{ title, type: 'text', held: step.happened },
    check: (asker, value) => {
      if (lastDayOf(value.trim()) === null) throw fault(name.zh, '日期', '2024、2024-03 或 2024-03-15')
      checkDay(asker, steps, eventId, value.trim())
    },
    apply: (decider, value, source) =>
      correctDay(decider, entry.id, { eventId, happened: value.trim(), source, title: title.zh }),
  }
}

function readField(field: EntryField, of: string, written: string): string | number {
  const value = readWrittenValue(field, written)
  if (value !== undefined) return value
  throw fault(of, field.title.zh, field.options?.map(({ title }) => title.zh).join('、') ?? field.type)
}

const fieldTarget = ({ entry, kind }: Known, field: EntryField): Target => ({
  ...{ title: field.title, type: field.type === 'money' ? 'money' : 'text' },
  held: heldText(field, entry.fields[field.name]),
  check: (_ctx, value) => void readField(field, kind.title.zh, value),
  apply: (ctx, value, source) => {
    const fields = { ...entry.fields, [field.name]: readField(field, kind.title.zh, value) }
    return changeEntry(ctx, entry.id, { ...asItStands(entry), fields, source })
  },
})

/** `part:12:amount`, `part:12:firm`: a value of one line of the entry. */
function partTarget({ entry, kind }: Known, partId: string, name: string): Target | undefined {
  const line = entry.parts.find(({ id, endedAt }) => id === partId && endedAt === null)
  const part = kind.parts.find((each) => each.name === line?.part)
  if (!line || !part) return undefined
  const own = part.fields.find((each) => each.name === name)
  const of = (title: { zh: string; en: string }) => ({
    zh: [part.title.zh, line.organisationName, title.zh].filter(Boolean).join(' · '),
    en: [part.title.en, line.organisationName, title.en].filter(Boolean).join(' · '),
  })
  if (own)
    return {
      ...{ title: of(own.title), type: own.type === 'money' ? 'money' : 'text' },
      ...{ held: heldText(own, line.fields[own.name]), organisationId: line.organisationId },
      check: (_ctx, value) => void readField(own, part.title.zh, value),
      apply: (ctx, value, source) => {
        const fields = { ...line.fields, [own.name]: readField(own, part.title.zh, value) }
        return changePart(ctx, entry.id, partId, { ...lineAsItStands(line), fields, source })
      },
    }
  if (name !== 'firm' || !part.withFirm) return undefined
  return {
    ...{ title: of({ zh: '单位', en: 'Organisation' }), type: 'text', held: line.organisationName },
    ...{ organisationId: line.organisationId, check: () => {} },
    async apply(ctx, value, source) {
      const organisationId = await organisationNamed(ctx, entry.dataset, value)
      const told = { organisationId, organisationName: value.trim().slice(0, 200) }
      return changePart(ctx, entry.id, partId, { ...lineAsItStands(line), ...told, source })
    },
  }
}

const lineAsItStands = ({ organisationId, organisationName, fields }: PartLine) => ({
  ...{ organisationId, organisationName, fields },
})

/** What a correction of an entry is about, by the name under which it was proposed; undefined where there is none such. */
export async function findTarget(ctx: Context, known: Known, name: string): Promise<Target | undefined> {
  const field = known.kind.fields.find((each) => each.name === name)
  if (field) return fieldTarget(known, field)
  const [what, first = '', second = ''] = name.split(':')
  if (what === 'day') return dayTarget(ctx, known, first)
  if (what === 'part') return partTarget(known, first, second)
  if (name === 'entry:name') return nameTarget(known)
  if (name === 'entry:level') return levelTarget(known)
  return name === 'entry:host' ? hostTarget(known) : undefined
}
