import { z } from '@hono/zod-openapi'
import { normaliseName } from '../../../engines/identity/index.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import type { PackFinding, PackSection } from '../../../platform/packs/index.ts'
import type { Context } from '../../access/index.ts'
import { standings } from '../model.ts'
import { registerNamedOrganisations } from '../service/named-organisations.ts'
import { putSetting } from './queries/settings.ts'
import { holdNamedLeading } from './service/leading-firms.ts'

const citation = z.strictObject({
  document: z.string().min(1),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
const leadingFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  city: z.string().regex(/^\d{6}$/),
  /** Names of the figures for which targets are set, in the order in which a list shows them. */
  measures: z.array(z.string().min(1)),
  firms: z
    .array(
      z.strictObject({
        legalName: z.string().min(1),
        nameAsWritten: z.string().min(1),
        /** The year of the document that names it. */
        year: z.number().int(),
        standing: z.enum(standings),
        chain: z.string().nullable(),
        source: citation,
      }),
    )
    .default([]),
})
type LeadingFile = z.infer<typeof leadingFileSchema>

function findTwice(doc: { value: LeadingFile } & PackFinding['doc']): PackFinding[] {
  const seen = new Set<string>()
  return doc.value.firms.flatMap(({ legalName, year }, i) => {
    const key = `${year} ${normaliseName(legalName)}`
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = { zh: `${year} 年已有 ${legalName}`, en: `${legalName} stands in ${year} already` }
    return [{ doc, path: ['firms', i, 'legalName'], message }]
  })
}

/** Leading and backbone firms that documents name, and the measures for which targets are set. */
export const leadingSection: PackSection<LeadingFile, Context> = {
  room: 'registry',
  folder: 'leading-firms',
  schema: leadingFileSchema,
  check: (docs) => docs.flatMap(findTwice),
  load: async (ctx, docs) => {
    for (const { value: file } of docs) await loadFile(ctx, file)
  },
}

async function loadFile(ctx: Context, file: LeadingFile): Promise<void> {
  const { id, city, measures } = file
  const content = { measures }
  await putSetting(ctx.db, { kind: 'leading_measures', key: id, cityCode: city, content }, ctx.now)
  const named = file.firms.map(({ legalName, nameAsWritten, source }) => ({
    legalName,
    nameAsWritten,
    kind: 'firm',
    cityCode: city,
    source: sourceOf(source),
  }))
  const ids = await registerNamedOrganisations(ctx, named)
  for (const { legalName, year, standing, chain, source } of file.firms)
    await holdNamedLeading(ctx, {
      dataset: 'held',
      city,
      year,
      organisationId: ids.get(legalName)!,
      standing,
      chainId: chain,
      source: sourceOf(source),
    })
}

const sourceOf = ({ document, place, sentence }: z.infer<typeof citation>): string =>
  cutText([document, place, sentence && `「${sentence}」`].filter(Boolean).join(' · '), 300)
