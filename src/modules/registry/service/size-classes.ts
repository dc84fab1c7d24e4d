import { chinaDay } from '../../../kernel/china-day.ts'
import type { Context } from '../../access/index.ts'
import { type SizeAnswer, type SizeGroup, sizeClass } from '../domain/size-class.ts'
import * as queries from '../queries/size-and-tags.ts'

type WrittenGroup = {
  code: string
  name: { zh: string; en: string }
  classes: string[]
  indicators: { figure: string; unit: string; large: number; medium: number; small: number }[]
}

/** The standard in force on a day with its bounds in stored units; undefined where no pack brought one. */
export async function loadSizeStandard(ctx: Context, on: string) {
  const standard = await queries.findSizeStandard(ctx.db, on)
  if (!standard) return undefined
  const groups: SizeGroup[] = (standard.groups as WrittenGroup[]).map((group) => ({
    code: group.code,
    nameZh: group.name.zh,
    nameEn: group.name.en,
    classes: group.classes,
    indicators: group.indicators.map((indicator) => {
      const unit = indicator.unit === '万元' ? 1_000_000n : 1n
      const bound = (value: number) => BigInt(value) * unit
      const { figure, large, medium, small } = indicator
      return { figure, large: bound(large), medium: bound(medium), small: bound(small) }
    }),
  }))
  return { id: standard.id, groups, sections: await queries.listSections(ctx.db) }
}

export type SizeStandard = NonNullable<Awaited<ReturnType<typeof loadSizeStandard>>>

/** The names of the figures that any group of a standard asks for. */
export const sizeFigures = (standard: SizeStandard) => [
  ...new Set(standard.groups.flatMap(({ indicators }) => indicators.map(({ figure }) => figure))),
]

/** The class that follows from an industry and figures by name (stored units). */
export const classify = (
  standard: SizeStandard,
  industryCode: string | null,
  figures: Readonly<Record<string, bigint | null>>,
): SizeAnswer =>
  sizeClass(standard.groups, industryCode, (division) => standard.sections.get(division) ?? null, figures)

/**
 * Computes the size classes of some organisations (null: of the whole data set) from the figures that count, and keeps
 * them for lists. Called after figures or industries changed, with rights to read figures.
 */
export async function refreshSizeClasses(
  ctx: Context,
  dataset: 'held' | 'demo',
  ids: readonly bigint[] | null,
): Promise<void> {
  const standard = await loadSizeStandard(ctx, chinaDay(ctx.now))
  if (!standard) return
  const inputs = await queries.listSizeInputs(ctx.db, dataset, sizeFigures(standard), ids)
  const classes = inputs.flatMap(({ id, industryCode, figures }) => {
    const held = figures ?? []
    const values = Object.fromEntries(held.map(({ name, value }) => [name, BigInt(value)]))
    const answer = classify(standard, industryCode, values)
    if (answer.kind !== 'class') return []
    const used = held.filter(({ name }) => answer.used.includes(name))
    const days = used.map(({ asOf }) => asOf).filter((day) => day !== null)
    return [
      {
        organisationId: String(id),
        class: answer.class,
        asOf: days.length > 0 ? days.sort()[0]! : null,
        isConfidential: used.some(({ isConfidential }) => isConfidential),
      },
    ]
  })
  const touched = ids ?? inputs.map(({ id }) => id)
  await queries.replaceSizeClasses(ctx.db, dataset, touched, classes, {
    standardId: standard.id,
    at: ctx.now,
  })
}
