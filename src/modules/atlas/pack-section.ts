import type { PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../access/index.ts'
import { type AtlasFile, atlasFileSchema } from './model.ts'
import { upsertSetting } from './queries/settings.ts'

const repeated = <T>(values: readonly T[]) =>
  values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []))

/** `atlas/atlas.yaml`: centres of rings, and the departments of the themes of data. */
export const atlasSection: PackSection<AtlasFile, Context> = {
  room: 'atlas',
  folder: 'atlas',
  schema: atlasFileSchema,
  check: (docs) =>
    docs.flatMap((doc): PackFinding[] => [
      ...repeated(doc.value.centres.map(({ id }) => id)).map((i) => ({
        doc,
        path: ['centres', i, 'id'],
        message: { zh: '中心的编号重复了', en: 'this id of a centre stands twice' },
      })),
      ...repeated(doc.value.themes.map(({ theme }) => theme)).map((i) => ({
        doc,
        path: ['themes', i, 'theme'],
        message: { zh: '同一主题写了两次', en: 'this theme stands twice' },
      })),
    ]),
  async load(ctx, docs) {
    requirePermission(ctx.actor, 'packs.load')
    for (const { value } of docs) {
      if (!(await upsertSetting(ctx.db, value, ctx.now))) continue
      const subject = `city/${value.city}/atlas/${value.version}`
      await audit(ctx, { action: 'atlas.load_setting', subject, detail: { centres: value.centres.length } })
    }
  },
}
