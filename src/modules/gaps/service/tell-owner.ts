/** Notices about gaps: to the people of the office that answers for one, and to the chain office. */
import { type Context, listOfficePeople, pushNotice, requirePermission } from '../../access/index.ts'
import type { HeldGap } from '../queries/gap-objects.ts'

/** The page of one item of the register. */
export const itemPath = (id: bigint | string) => `/gaps/items/${id}`

type Told = Pick<HeldGap, 'id' | 'title' | 'dueOn' | 'dataset' | 'cityCode' | 'updatedAt'>

const noticeOf = (gap: Told, kind: string, event: string) => ({
  kind,
  params: { title: gap.title, due: gap.dueOn ?? '—' },
  reference: { room: 'gaps', path: itemPath(gap.id) },
  dueDate: gap.dueOn,
  dataset: gap.dataset,
  onceKey: `${kind}/${gap.id}/${event}`,
})

/** Tells everybody of the office that answers for a gap; nobody where it has no people of its own in the house. */
export async function tellOwner(
  ctx: Context,
  gap: Told & { readonly owner: string | null },
  kind: 'gaps.told_assigned' | 'gaps.told_overdue' | 'gaps.told_returned',
  event: string,
): Promise<number> {
  if (gap.owner === null) return 0
  const people = (await listOfficePeople(ctx, gap.cityCode)).filter(({ unit }) => unit === gap.owner)
  for (const { userId } of people)
    await pushNotice(ctx, {
      ...noticeOf(gap, kind, event),
      to: { userId },
      onceKey: `${kind}/${gap.id}/${event}/${userId}`,
    })
  return people.length
}

/** Tells the chain office of the city. */
export async function tellOffice(
  ctx: Context,
  gap: Told,
  kind: 'gaps.told_proving' | 'gaps.told_raised' | 'gaps.told_overdue',
  event: string,
): Promise<void> {
  await pushNotice(ctx, {
    ...noticeOf(gap, kind, event),
    to: { role: 'chain_office', cityCode: gap.cityCode },
  })
}

/** Tells the firm that raised an item what became of it. */
export async function tellRaiser(
  ctx: Context,
  gap: Told & Pick<HeldGap, 'organisationId'>,
  kind: 'gaps.told_accepted' | 'gaps.told_declined' | 'gaps.told_settled',
  event: string,
): Promise<void> {
  if (gap.organisationId === null) return
  await pushNotice(ctx, {
    ...noticeOf(gap, kind, event),
    // Its own page: the register itself is the offices' working paper.
    reference: { room: 'gaps', path: '/gaps/raised' },
    dueDate: null,
    to: { organisationId: String(gap.organisationId) },
  })
}

/** The offices of a city that have people of their own in the house, by name. */
export async function listOwners(
  ctx: Context,
  cityCode: string,
): Promise<{ items: { name: string; people: number }[] }> {
  requirePermission(ctx.actor, 'gaps.register', cityCode)
  const counted = new Map<string, number>()
  for (const { unit } of await listOfficePeople(ctx, cityCode))
    counted.set(unit, (counted.get(unit) ?? 0) + 1)
  const items = [...counted].map(([name, people]) => ({ name, people }))
  return { items: items.sort((a, b) => a.name.localeCompare(b.name, 'zh')) }
}
