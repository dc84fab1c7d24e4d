// What packs bring: templates of reports and the set of artefacts that a city keeps for each chain.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, textSchema } from '../../access/model.ts'
import { bilingualSchema, sourceSchema } from '../../indicators/model.ts'

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const id = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)
const words = textSchema(1000)

/** A sentence: `{slot}` is filled from the fact; `unknown` is said where no slot is known. */
const factItemSchema = z.strictObject({ fact: id, text: words, unknown: words })
const tableItemSchema = z.strictObject({
  table: id,
  caption: words,
  columns: z
    .array(z.strictObject({ column: z.string(), head: textSchema(40), share: z.int().min(4).max(80) }))
    .min(1)
    .max(9),
  /** At most so many rows; the sentence `more` says how many are left out. */
  most: z.int().min(1).max(200).default(40),
  empty: words,
  unknown: words,
})
const pictureItemSchema = z.strictObject({ picture: id, caption: words, unknown: words })
/** Fixed words of the template itself; they hold no figure. */
const wordsItemSchema = z.strictObject({
  words: words.refine(
    (text) => !/[0-9０-９{}]/.test(text.replaceAll(/\{(city|chain|period)\}/g, '')),
    '固定文字里不写数字 fixed words hold no figures',
  ),
})

export const templateItemSchema = z.union([
  factItemSchema,
  tableItemSchema,
  pictureItemSchema,
  wordsItemSchema,
])
export const templateSchema = z.strictObject({
  id: key,
  version: z.int().min(1),
  title: bilingualSchema,
  /** The heading of the file: `{city}`, `{chain}` and `{period}` are filled. */
  heading: words,
  /** Offered in this city only; left out, in every city. */
  city: cityCodeSchema.optional(),
  /** Asked for a month (YYYY-MM) as well. */
  isMonthly: z.boolean().default(false),
  source: sourceSchema,
  sections: z
    .array(
      z.strictObject({
        heading: words,
        /** The sentence that this heading is taken from, where it is an official one. */
        source: sourceSchema.optional(),
        items: z.array(templateItemSchema).min(1),
      }),
    )
    .min(1),
})
export type Template = z.infer<typeof templateSchema>
export type TemplateItem = z.infer<typeof templateItemSchema>

export const generators = [
  'chain-map',
  'investment-route',
  'investor-library',
  'project-library',
  'firm-library',
  'talent-pool',
  'capital-pool',
  'report',
] as const
export const artefactSetSchema = z.strictObject({
  id: key,
  city: cityCodeSchema,
  version: z.int().min(1),
  name: bilingualSchema,
  source: sourceSchema,
  /** After so many days without a newer fact an artefact is stale. */
  staleDays: z.int().min(1).max(1000),
  staleSource: textSchema(300),
  artefacts: z
    .array(
      z.strictObject({
        id: key,
        name: bilingualSchema,
        group: bilingualSchema,
        generator: z.enum(generators),
        /** For `report` and `investment-route`: the template. */
        template: key.optional(),
      }),
    )
    .min(1)
    .max(20),
})
export type ArtefactSet = z.infer<typeof artefactSetSchema>
export type Generator = (typeof generators)[number]
