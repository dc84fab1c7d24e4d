import type { PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context } from '../access/index.ts'
import { findUncited, toFindings } from '../indicators/index.ts'
import { type CityRules, cityRulesSchema } from './model.ts'
import { upsertRules } from './queries/rules.ts'

/** What a city chooses for local sourcing, published claims and indices; a changed file is written over its version. */
export const networkSection: PackSection<CityRules, Context> = {
  room: 'network',
  folder: 'network',
  schema: cityRulesSchema,
  check: (docs, lookup) => [
    ...toFindings(docs, findUncited(docs, lookup)),
    ...docs.flatMap((doc): PackFinding[] => {
      const { internationalisation: index, structure } = doc.value
      const few = index.leastParts > index.parts.length
      const turned = structure.reserveFrom >= structure.leadingAbove
      return [
        ...(few
          ? [
              finding(
                doc,
                ['internationalisation', 'leastParts'],
                '至少要有的分项多于全部分项',
                'more parts are asked for than there are',
              ),
            ]
          : []),
        ...(turned
          ? [
              finding(
                doc,
                ['structure', 'reserveFrom'],
                '后备的起点不低于龙头的门槛',
                'the reserve begins at or above the leading firms',
              ),
            ]
          : []),
      ]
    }),
  ],
  async load(ctx, docs) {
    for (const { value } of docs) {
      if (!(await upsertRules(ctx.db, value, ctx.now))) continue
      const subject = `city/${value.city}/network/${value.version}`
      await audit(ctx, { action: 'network.load_rules', subject, detail: { id: value.id } })
    }
  },
}

const finding = (
  doc: PackFinding['doc'],
  path: PackFinding['path'],
  zh: string,
  en: string,
): PackFinding => ({
  ...{ doc, path, message: { zh, en } },
})
