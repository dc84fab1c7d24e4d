import { createHash } from 'node:crypto'
import { AppError } from '../../kernel/errors.ts'
import type { PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../access/index.ts'
import { type ServiceLevels, serviceLevelsSchema } from './model.ts'
import { findRuleDigest, insertRuleSet } from './queries/rules.ts'

const nation = '000000'

/** Kinds of requests and their working days, `service-levels/tickets.yaml`; a version that was loaded does not change. */
export const serviceLevelSection: PackSection<ServiceLevels, Context> = {
  room: 'services',
  folder: 'service-levels',
  schema: serviceLevelsSchema,
  check: (docs) =>
    docs.flatMap((doc) => {
      const ids = doc.value.kinds.map(({ id }) => id)
      const message = { zh: '诉求类型重复', en: 'a kind of request stands twice' }
      return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ doc, path: ['kinds', i, 'id'], message }] : []))
    }),
  load: async (ctx, docs, pack) => {
    requirePermission(ctx.actor, 'packs.load')
    for (const { value, file } of docs) {
      const content = JSON.stringify(value)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const key = { id: value.id, cityCode: value.city ?? nation, version: value.version }
      const held = await findRuleDigest(ctx.db, key)
      if (held === sha256) continue
      if (held) throw new AppError('conflict', 'policy.life_cycle_changed', { file, version: value.version })
      await insertRuleSet(ctx.db, { ...key, content, sha256, pack: pack.name, loadedAt: ctx.now })
      await audit(ctx, { action: 'services.load_levels', subject: 'services.rule_set/tickets', detail: key })
    }
  },
}
