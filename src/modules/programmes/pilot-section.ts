import { z } from '@hono/zod-openapi'
import type { PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, cityCodeSchema, requirePermission } from '../access/index.ts'
import { findRepeatedIds, findUncited, locate, toFindings } from '../indicators/index.ts'
import { upsertPilot } from './queries/showing.ts'

const pair = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
/** A pilot of the nation or the province: where, which chain, from when to when, what it is to become, with whom. */
export const pilotFileSchema = z.strictObject({
  id: z.string().min(1),
  city: cityCodeSchema,
  name: pair,
  level: z.enum(['nation', 'province']),
  chain: z.string().nullable(),
  firstYear: z.int().min(1990).max(2100).nullable(),
  lastYear: z.int().min(1990).max(2100).nullable(),
  positioning: pair.nullable(),
  /** Cities of the same batch; empty where the source names none. */
  siblings: z.array(z.string().min(1)).default([]),
  source: z.strictObject({
    document: z.string(),
    place: z.string().nullable(),
    sentence: z.string().nullable(),
  }),
})
export type PilotFile = z.infer<typeof pilotFileSchema>

/** Pilots of a pack, `pilots/<id>.yaml`. */
export const pilotSection: PackSection<PilotFile, Context> = {
  room: 'programmes',
  folder: 'pilots',
  schema: pilotFileSchema,
  check: (docs, lookup) => toFindings(docs, [...findRepeatedIds(locate(docs)), ...findUncited(docs, lookup)]),
  async load(ctx, docs) {
    requirePermission(ctx.actor, 'packs.load')
    for (const { value } of docs) {
      await upsertPilot(ctx.db, {
        cityCode: value.city,
        packKey: value.id,
        nameZh: value.name.zh,
        nameEn: value.name.en,
        level: value.level,
        chainId: value.chain,
        firstYear: value.firstYear,
        lastYear: value.lastYear,
        positioningZh: value.positioning?.zh ?? null,
        positioningEn: value.positioning?.en ?? null,
        siblings: value.siblings,
        source: [value.source.document, value.source.place].filter(Boolean).join(' '),
      })
      await audit(ctx, {
        action: 'programmes.pilot_load',
        subject: `programmes.pilot/${value.id}`,
        detail: { city: value.city },
      })
    }
  },
}
