/** One list of what is wrong: items of the register, and judged gaps on which nobody registered anything yet. */
import type { NodeStatus } from '../../ui/theme.ts'
import type { GapRow } from './api.ts'
import type { GapKind, GapSummary } from './gap-api.ts'

export type RegisterRow = {
  key: string
  /** Null: judged only, nothing is registered. */
  gapId: string | null
  chain: { id: string; name: string }
  node: { id: string; name: string } | null
  segment: { id: string; name: string } | null
  title: string | null
  status: NodeStatus | null
  kind: GapKind | null
  dependents: number | null
  here: number | null
  reason: string | null
  owner: string | null
  dueOn: string | null
  isOverdue: boolean
  state: GapSummary['state'] | null
  stateName: string | null
  evidenceCount: number | null
  closedOn: string | null
  raisedBy: string | null
}

export const viewIds = [
  'open',
  'no-owner',
  'overdue',
  'proving',
  'raised',
  'closed-quarter',
  'missing',
  'weak',
  'unknown',
  'all',
] as const
export type ViewId = (typeof viewIds)[number]

const ended = ['closed', 'dropped', 'declined']
const isOpen = ({ state }: RegisterRow) => state === null || !ended.includes(state)

/** The first day of the quarter in which an ISO day lies. */
export const quarterStart = (today: string): string => {
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

/** Which rows a view shows. `today` is the ISO day in China. */
export function isInView(view: ViewId, row: RegisterRow, today: string): boolean {
  if (view === 'all') return true
  if (view === 'closed-quarter') return row.closedOn !== null && row.closedOn >= quarterStart(today)
  if (view === 'no-owner') return isOpen(row) && row.owner === null && row.state !== 'raised'
  if (view === 'overdue') return row.isOverdue
  if (view === 'proving' || view === 'raised') return row.state === view
  if (view === 'open') return isOpen(row)
  return isOpen(row) && row.status === view
}

const ofItem = (item: GapSummary, judged: GapRow | undefined): RegisterRow => ({
  key: `gap/${item.id}`,
  gapId: item.id,
  ...{ chain: item.chain, node: item.node, segment: item.segment, title: item.title, status: item.status },
  ...{ kind: item.kind, dependents: item.dependents, reason: item.reason, owner: item.owner },
  ...{ dueOn: item.dueOn, isOverdue: item.isOverdue, state: item.state, stateName: item.stateName },
  ...{ evidenceCount: item.evidenceCount, closedOn: item.closedOn, raisedBy: item.raisedBy?.name ?? null },
  here: judged?.here ?? null,
})

const ofJudged = (gap: GapRow): RegisterRow => ({
  key: `node/${gap.chain.id}/${gap.node.id}`,
  gapId: null,
  ...{ chain: gap.chain, node: { id: gap.node.id, name: gap.node.name }, segment: null, title: null },
  ...{ status: gap.status, kind: null, dependents: gap.dependents, here: gap.here },
  reason: gap.reasons.map(({ text }) => text).join(' '),
  ...{ owner: null, dueOn: null, isOverdue: false, state: null, stateName: null, evidenceCount: null },
  ...{ closedOn: null, raisedBy: null },
})

const gravity: Record<NodeStatus, number> = { missing: 0, weak: 1, unknown: 2, strong: 3 }

/**
 * Items of the register and the judged gaps without an open item, gravest first: what hangs on the node, then its status;
 * items before mere judgements of the same gravity.
 */
export function mergeRows(judged: readonly GapRow[], items: readonly GapSummary[]): RegisterRow[] {
  const byPlace = new Map(judged.map((gap) => [`${gap.chain.id}/${gap.node.id}`, gap]))
  const rows = items.map((item) => ofItem(item, byPlace.get(`${item.chain.id}/${item.node?.id}`)))
  const taken = new Set(rows.filter(isOpen).map(({ chain, node }) => `${chain.id}/${node?.id}`))
  const rest = judged.filter(({ chain, node }) => !taken.has(`${chain.id}/${node.id}`)).map(ofJudged)
  const rank = ({ status }: RegisterRow) => (status === null ? 2 : gravity[status])
  return [...rows, ...rest].sort(
    (a, b) => rank(a) - rank(b) || (b.dependents ?? 0) - (a.dependents ?? 0) || a.key.localeCompare(b.key),
  )
}
