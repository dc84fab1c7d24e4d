import { chinaDay } from '../../../../kernel/china-day.ts'
import { holds, type TodoSource } from '../../../access/index.ts'
import { reminderFrom } from '../domain.ts'
import { listUnreviewed } from '../queries/entries.ts'
import { loadKinds } from './entry-kinds.ts'

/**
 * Yearly self-evaluations that nobody has handed in: each from sixty days before its day, for those who write the
 * libraries. A base or cluster that is no longer recognised asks for none.
 */
export const libraryReviewTodo: TodoSource = {
  room: 'registry',
  list: async (ctx, { dataset, cityCode }, atMost) => {
    if (!holds(ctx.actor, 'libraries.write')) return []
    const today = chinaDay(ctx.now)
    const kinds = (await loadKinds(ctx)).flatMap(({ id, counts, yearlyReview }) =>
      yearlyReview !== null && today >= reminderFrom(yearlyReview, today)
        ? [{ id, counts, yearlyReview }]
        : [],
    )
    if (kinds.length === 0) return []
    const year = today.slice(0, 4)
    const rows = await listUnreviewed(ctx.db, { dataset, cityCode, kinds, year, atMost })
    return rows.map(({ id, name, kind, updatedAt }) => ({
      id: `library-review/${id}/${year}`,
      kind: 'registry.library_review_due',
      params: { name, year },
      path: `/libraries/${id}`,
      dueDate: `${year}-${kinds.find((one) => one.id === kind)!.yearlyReview}`,
      since: updatedAt.toISOString(),
    }))
  },
}
