import type { Context } from '../../access/index.ts'
import type { NewFigure } from '../queries/figures.ts'
import { insertToldFigures, settleFigures } from '../queries/figures.ts'
import { insertTitles, listTitleKinds } from '../queries/titles.ts'
import { refreshSizeClasses } from '../service/size-classes.ts'
import { stampOf, titleRow } from '../service/title-row.ts'
import type { FirmRow } from './firm-row.ts'
import type { ApplyProgress, ImportRun } from './importer.ts'
import { inSlices } from './in-slices.ts'

type Settled = { readonly line: number; readonly row: FirmRow; readonly id: string }

/**
 * Titles and dated figures of a file, each as one more source under its import. Which figure counts is settled, and size
 * classes follow what changed: figures, or the industry (`touched`). Gives the lines that brought anything new.
 */
export async function addFigures(
  ctx: Context,
  settled: readonly Settled[],
  { run, touched, progress }: { run: ImportRun; touched: ReadonlySet<string>; progress: ApplyProgress },
): Promise<Set<number>> {
  const { dataset } = run.options
  const telling = { dataset, source: run.source, sourceKind: 'spreadsheet' as const, importId: run.importId }
  const stamp = stampOf(ctx, telling)
  const kinds = settled.some(({ row }) => row.titles.length > 0) ? await listTitleKinds(ctx.db) : []
  const fresh = new Set<string>()
  const sized = new Set(touched)
  await inSlices(settled, async (slice, done) => {
    const titles = slice.flatMap(({ id, row }) =>
      row.titles.map((title) => titleRow({ organisationId: id, ...title }, kinds)),
    )
    for (const { organisationId } of await insertTitles(ctx.db, titles, stamp))
      fresh.add(String(organisationId))
    const figures: NewFigure[] = slice.flatMap(({ id, row }) =>
      row.figures.map((figure) => ({ organisationId: id, ...figure })),
    )
    if (figures.length === 0) return
    const told = (await insertToldFigures(ctx.db, figures, stamp)).map((id) => String(id))
    for (const id of told) {
      fresh.add(id)
      sized.add(id)
    }
    const names = [...new Set(figures.map(({ name }) => name))]
    await settleFigures(ctx.db, { organisationIds: [...new Set(told)].map(BigInt), names })
    await progress('writing', done, settled.length)
  })
  // As the program: a key for programs reads no confidential figure, and a class made without it would be wrong.
  if (sized.size > 0) await ctx.asProgram(() => refreshSizeClasses(ctx, dataset, [...sized].map(BigInt)))
  return new Set(settled.filter(({ id }) => fresh.has(id)).map(({ line }) => line))
}
