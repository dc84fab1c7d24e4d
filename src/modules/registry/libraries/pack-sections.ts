import { z } from '@hono/zod-openapi'
import { parseLifeCycle } from '../../../engines/workflow/index.ts'
import type { PackFinding, PackSection } from '../../../platform/packs/index.ts'
import type { Context } from '../../access/index.ts'
import { type EntryKind, entryKindSchema, parkPartSchema, writtenDateSchema } from '../model.ts'
import { leadingSection } from './leading-section.ts'
import { putSetting } from './queries/settings.ts'
import { loadKinds } from './service/entry-kinds.ts'
import { holdNamedEntry, holdNamedPark, holdNamedProject } from './service/named.ts'
import { compileRule } from './service/rule.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
const city = z.string().regex(/^\d{6}$/)
const citation = z.strictObject({
  document: z.string().min(1),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
const sourceOf = ({ document, place, sentence }: z.infer<typeof citation>): string =>
  [document, place, sentence && `「${sentence}」`].filter(Boolean).join(' · ')

const lifeSchema = z.looseObject({ id: z.string() })
/** Stages of projects and states of entries, as the workflow engine reads them. */
export const libraryLifeSection: PackSection<z.infer<typeof lifeSchema>, Context> = {
  room: 'registry',
  folder: 'library-lives',
  schema: lifeSchema,
  check: (docs) =>
    docs.flatMap((doc): PackFinding[] => {
      const parsed = parseLifeCycle(doc.value)
      if (parsed.ok) return []
      return parsed.flaws.map(({ at, zh, en }) => ({ doc, path: at.split('.'), message: { zh, en } }))
    }),
  load: async (ctx, docs) => {
    for (const { value } of docs)
      await putSetting(ctx.db, { kind: 'life', key: value.id, cityCode: null, content: value }, ctx.now)
  },
}

const kindFileSchema = z.strictObject({ kinds: z.array(entryKindSchema).min(1) })
/** What kinds of entries there are, with their levels, states and fields. */
export const libraryKindSection: PackSection<z.infer<typeof kindFileSchema>, Context> = {
  room: 'registry',
  folder: 'library-kinds',
  schema: kindFileSchema,
  check: (docs, lookup) => {
    const lives = new Map(
      lookup.docsOf(libraryLifeSection).map(({ value }) => [value.id, parseLifeCycle(value)]),
    )
    return docs.flatMap((doc) => doc.value.kinds.flatMap((kind, i) => kindFaults(doc, kind, i, lives)))
  },
  load: async (ctx, docs) => {
    for (const { value } of docs)
      for (const kind of value.kinds)
        await putSetting(ctx.db, { kind: 'entry_kind', key: kind.id, cityCode: null, content: kind }, ctx.now)
  },
}

function kindFaults(
  doc: PackFinding['doc'],
  kind: EntryKind,
  i: number,
  lives: ReadonlyMap<string, ReturnType<typeof parseLifeCycle>>,
): PackFinding[] {
  const life = lives.get(kind.life)
  if (!life?.ok)
    return [
      {
        doc,
        path: ['kinds', i, 'life'],
        message: { zh: `library-lives/ 里没有 ${kind.life}`, en: `library-lives/ has no ${kind.life}` },
      },
    ]
  const states = kind.counts
    .filter((state) => !life.cycle.states[state])
    .map((state) => ({
      doc,
      path: ['kinds', i, 'counts'],
      message: { zh: `${kind.life} 没有状态 ${state}`, en: `${kind.life} has no state ${state}` },
    }))
  return [...states, ...ratioFaults(doc, kind, i)]
}

/** A quotient divides two money fields of its kind. */
const ratioFaults = (doc: PackFinding['doc'], kind: EntryKind, i: number): PackFinding[] =>
  kind.ratios.flatMap(({ over, under }) =>
    [over, under]
      .filter((name) => kind.fields.find((field) => field.name === name)?.type !== 'money')
      .map((name) => ({
        doc,
        path: ['kinds', i, 'ratios'],
        message: { zh: `${kind.id} 没有金额字段 ${name}`, en: `${kind.id} has no money field ${name}` },
      })),
  )

const ruleFileSchema = z.strictObject({
  id: key,
  city,
  title: words,
  source: z.string().min(1),
  opensOn: z.iso.date().nullable().default(null),
  closesOn: z.iso.date().nullable().default(null),
  rule: z.unknown(),
})
const ruleSection = (
  folder: string,
  kind: 'key_firm_rule' | 'window',
): PackSection<z.infer<typeof ruleFileSchema>, Context> => ({
  room: 'registry',
  folder,
  schema: ruleFileSchema,
  check: (docs) =>
    docs.flatMap((doc): PackFinding[] => {
      const rule = compileRule(doc.value.rule, doc.file)
      if (!('problems' in rule)) return []
      return rule.problems.map((text) => ({ doc, path: ['rule'], message: { zh: text, en: text } }))
    }),
  load: async (ctx, docs) => {
    for (const { value } of docs)
      await putSetting(ctx.db, { kind, key: value.id, cityCode: value.city, content: value }, ctx.now)
  },
})
/** Inclusion rules of the key-firm library. */
export const keyFirmSection = ruleSection('key-firms', 'key_firm_rule')
/** Windows that a reserve project can go into. */
export const windowSection = ruleSection('project-windows', 'window')

const values = z.record(z.string(), z.union([z.string(), z.number()]))
const namedFileSchema = z.strictObject({
  id: key,
  city,
  parks: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        partnerCountry: z.string().nullable(),
        source: citation,
        parts: z.array(z.strictObject({ part: parkPartSchema, source: citation })).default([]),
      }),
    )
    .default([]),
  projects: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        isMajor: z.boolean().nullable(),
        chain: key.nullable(),
        organisation: z.string().nullable(),
        source: citation,
      }),
    )
    .default([]),
  entries: z
    .array(
      z.strictObject({
        kind: key,
        name: z.string().min(1),
        level: z.enum(['national', 'provincial', 'municipal']).nullable(),
        organisation: z.string().nullable(),
        chain: key.nullable(),
        /** The actions by which it came to where the document says it is, each with its date where there is one. */
        steps: z.array(z.strictObject({ action: key, happened: writtenDateSchema.nullable() })),
        fields: values.default({}),
        parts: z
          .array(
            z.strictObject({
              part: z.string().min(1),
              organisation: z.string().nullable().default(null),
              fields: values.default({}),
              source: citation,
            }),
          )
          .default([]),
        source: citation,
      }),
    )
    .default([]),
})
/** Parks, projects and entries that official documents name, into the held data set, each once. */
export const libraryNamedSection: PackSection<z.infer<typeof namedFileSchema>, Context> = {
  room: 'registry',
  folder: 'library-named',
  schema: namedFileSchema,
  load: async (ctx, docs) => {
    const kinds = new Map((await loadKinds(ctx)).map((kind) => [kind.id, kind]))
    for (const { value: file } of docs) {
      for (const { source, parts, ...park } of file.parks)
        await holdNamedPark(
          ctx,
          file.city,
          park,
          sourceOf(source),
          parts.map((p) => ({ ...p, source: sourceOf(p.source) })),
        )
      for (const { source, ...project } of file.projects)
        await holdNamedProject(ctx, file.city, project, sourceOf(source))
      for (const { source, kind, parts, ...entry } of file.entries)
        await holdNamedEntry(
          ctx,
          file.city,
          kinds.get(kind),
          { ...entry, parts: parts.map((part) => ({ ...part, source: sourceOf(part.source) })) },
          sourceOf(source),
        )
    }
  },
}

/** In the order in which they load. */
export const librarySections = [
  libraryLifeSection,
  libraryKindSection,
  keyFirmSection,
  windowSection,
  libraryNamedSection,
  leadingSection,
] as const
