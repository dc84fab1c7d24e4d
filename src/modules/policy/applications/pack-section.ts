import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { parseLifeCycle } from '../../../engines/workflow/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { PackFinding, PackSection } from '../../../platform/packs/index.ts'
import { audit, type Context, cityCodeSchema, requirePermission } from '../../access/index.ts'
import { findLifeCycle, insertLifeCycle } from './queries/lives.ts'

const workflowFileSchema = z.looseObject({
  id: z.string(),
  version: z.number().int(),
  /** Only in this city; left out, everywhere that has none of its own. */
  city: cityCodeSchema.optional(),
})
type WorkflowFile = z.infer<typeof workflowFileSchema>

const nation = '000000'
const bare = ({ city: _city, ...cycle }: WorkflowFile) => cycle
const keyOf = ({ id, version, city = nation }: WorkflowFile) => `${id} ${city} ${version}`

/** Where a flaw of the engine stands: `actions.submit.by` as a path; a name inside a list is left out. */
const pathOf = (at: string): string[] => (at === '(root)' ? [] : at.split('.'))

/**
 * Life cycles of a pack, `workflows/<id>.yaml`: checked by the engine, loaded version by version. A version that was
 * loaded does not change, since things live by it: a changed file takes the next number.
 */
export const workflowSection: PackSection<WorkflowFile, Context> = {
  room: 'policy',
  folder: 'workflows',
  schema: workflowFileSchema,
  check(docs) {
    const seen = new Set<string>()
    return docs.flatMap((doc): PackFinding[] => {
      const parsed = parseLifeCycle(bare(doc.value))
      const flaws = parsed.ok ? [] : parsed.flaws
      const found = flaws.map(({ at, zh, en }) => ({ doc, path: pathOf(at), message: { zh, en } }))
      const key = keyOf(doc.value)
      if (seen.has(key)) {
        const message = {
          zh: `流程“${key}”在本包里出现两次`,
          en: `the life cycle "${key}" stands twice in this pack`,
        }
        found.push({ doc, path: ['id'], message })
      }
      seen.add(key)
      return found
    })
  },
  async load(ctx, docs, pack) {
    requirePermission(ctx.actor, 'packs.load')
    for (const { value, file } of docs) {
      const definition = JSON.stringify(bare(value))
      const sha256 = createHash('sha256').update(definition).digest('hex')
      const key = { id: value.id, cityCode: value.city ?? nation, version: value.version }
      const held = await findLifeCycle(ctx.db, key)
      if (held?.sha256 === sha256) continue
      if (held) throw new AppError('conflict', 'policy.life_cycle_changed', { file, version: value.version })
      await insertLifeCycle(ctx.db, { ...key, definition, sha256, pack: pack.name, loadedAt: ctx.now })
      const subject = `policy.life_cycle/${key.id}/${key.version}`
      await audit(ctx, { action: 'policy.load_life_cycle', subject, detail: { ...key, sha256 } })
    }
  },
}
