import { z } from '@hono/zod-openapi'
import type { PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context } from '../access/index.ts'
import {
  cityCodeSchema,
  firstDayOf,
  keySchema,
  partialDateSchema,
  type Source,
  sourceSchema,
} from '../indicators/index.ts'
import { ringRadiusKm } from '../network/index.ts'
import { type NewThreshold, upsertThreshold } from './queries/statements.ts'

const share = z.number().min(0).max(1)

/** `gaps/status.yaml`: from when on a node is strong or weak. */
export const statusFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  version: z.number().int().min(1),
  asOf: partialDateSchema,
  source: sourceSchema,
  ring: z.strictObject({ radiusKm: z.literal(ringRadiusKm), centre: cityCodeSchema, source: sourceSchema }),
  thresholds: z.strictObject({
    strongGroups: z.number().int().min(1),
    strongLocalRatio: share,
    minimalCoverageRatio: share,
    weakFirmsHere: z.number().int().min(1),
    weakFirmsWithin200Km: z.number().int().min(1),
  }),
})
export type StatusFile = z.infer<typeof statusFileSchema>

const sourceText = (source: Source): string =>
  source === '假设'
    ? source
    : [source.document, source.place, source.sentence].filter((part) => part !== null).join(' · ')

/** The thresholds of a status file as they are stored. */
export function toThreshold(file: StatusFile): NewThreshold {
  return {
    cityCode: file.city,
    version: file.version,
    asOf: firstDayOf(file.asOf),
    radiusKm: file.ring.radiusKm,
    ...file.thresholds,
    source: sourceText(file.source),
  }
}

/** Thresholds for the status of a node; a changed file is written over its version, a new version stands beside it. */
export const statusSection: PackSection<StatusFile, Context> = {
  room: 'gaps',
  folder: 'gaps',
  schema: statusFileSchema,
  check: (docs) =>
    docs.flatMap((doc): PackFinding[] =>
      doc.value.ring.centre === doc.value.city
        ? []
        : [
            {
              doc,
              path: ['ring', 'centre'],
              message: {
                zh: `圈层中心 ${doc.value.ring.centre} 不是本市 ${doc.value.city}；目前只支持以本市为中心。`,
                en: `The centre ${doc.value.ring.centre} is not the city ${doc.value.city}; only the city itself is supported.`,
              },
            },
          ],
    ),
  async load(ctx, docs) {
    for (const { value } of docs) {
      const threshold = toThreshold(value)
      if (!(await upsertThreshold(ctx.db, threshold, ctx.now))) continue
      const subject = `city/${value.city}/thresholds/${value.version}`
      await audit(ctx, { action: 'gaps.load_thresholds', subject, detail: { ...threshold } })
    }
  },
}
