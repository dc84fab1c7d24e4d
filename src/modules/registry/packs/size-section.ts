import { z } from 'zod'
import type { PackSection } from '../../../platform/packs/index.ts'
import type { Context } from '../../access/index.ts'
import type { SizeGroup } from '../domain/size-class.ts'
import { upsertSizeStandard, upsertTagKinds } from '../queries/size-and-tags.ts'
import { refreshSizeClasses } from '../service/size-classes.ts'

const sourceSchema = z.strictObject({
  document: z.string().min(1),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
const wordsSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const boundSchema = z.number().int().nonnegative()
const sizeFileSchema = z.strictObject({
  id: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  source: sourceSchema,
  groups: z.array(
    z.strictObject({
      code: z.string(),
      name: wordsSchema,
      classes: z.array(z.string().regex(/^([A-T]|\d{2,4})$/, 'industry_code')).min(1),
      indicators: z
        .array(
          z.strictObject({
            figure: z.string(),
            unit: z.enum(['人', '万元']),
            large: boundSchema,
            medium: boundSchema,
            small: boundSchema,
          }),
        )
        .min(1),
    }),
  ),
})
export type SizeFile = z.infer<typeof sizeFileSchema>

// Fen in 万元.
const fenPer = { 人: 1n, 万元: 1_000_000n }

/** The groups of a standard with their bounds in stored units. */
export function groupsOf(file: Pick<SizeFile, 'groups'>): SizeGroup[] {
  return file.groups.map(({ code, name, classes, indicators }) => ({
    code,
    nameZh: name.zh,
    nameEn: name.en,
    classes,
    indicators: indicators.map(({ figure, unit, large, medium, small }) => ({
      figure,
      large: BigInt(large) * fenPer[unit],
      medium: BigInt(medium) * fenPer[unit],
      small: BigInt(small) * fenPer[unit],
    })),
  }))
}

/** Dated thresholds of the official size classes; the classes of all firms follow at once. */
export const sizeSection: PackSection<SizeFile, Context> = {
  room: 'registry',
  folder: 'size-standards',
  schema: sizeFileSchema,
  check: (docs) =>
    docs.flatMap((doc) =>
      doc.value.groups.flatMap((group, i) =>
        group.indicators.flatMap(({ large, medium, small }, j) =>
          large > medium && medium > small
            ? []
            : [
                {
                  doc,
                  path: ['groups', i, 'indicators', j],
                  message: { zh: '门槛应由大到小递减', en: 'bounds must fall from large to small' },
                },
              ],
        ),
      ),
    ),
  load: async (ctx, docs) => {
    for (const { value } of docs) await upsertSizeStandard(ctx.db, value)
    for (const dataset of ['held', 'demo'] as const) await refreshSizeClasses(ctx, dataset, null)
  },
}

const tagFileSchema = z.strictObject({
  source: sourceSchema,
  kinds: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'code'),
      group: z.enum(['badge', 'cohort', 'mode']),
      name: wordsSchema,
    }),
  ),
})

/** The closed vocabulary of tags on firms. */
export const tagSection: PackSection<z.infer<typeof tagFileSchema>, Context> = {
  room: 'registry',
  folder: 'tag-kinds',
  schema: tagFileSchema,
  load: (ctx, docs) =>
    upsertTagKinds(
      ctx.db,
      docs.flatMap(({ value }) => value.kinds),
    ),
}
