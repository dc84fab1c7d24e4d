import { expect, test } from 'vitest'
import type { GapRow } from './api.ts'
import type { GapSummary } from './gap-api.ts'
import { isInView, mergeRows, quarterStart } from './register-rows.ts'

const chain = { id: 'rail', name: '轨道' }
const judged = (id: string, over: Partial<GapRow> = {}): GapRow => ({
  ...{ chain, node: { id, name: id, segment: 's' }, status: 'missing', countedStatus: 'missing' },
  ...{ overruledUntil: null, dependents: 1, here: 0, within200Km: 0, elsewhere: 0, unconfirmed: 0 },
  ...{ reasons: [{ code: 'none_held', text: '没有', figures: {} }], registered: [] },
  ...over,
})
const item = (id: string, node: string | null, over: Partial<GapSummary> = {}): GapSummary => ({
  ...{ id, chain, node: node === null ? null : { id: node, name: node } },
  segment: node === null ? { id: 's', name: '环节' } : null,
  ...{ kind: 'choke', title: id, foundOn: '2026-01-01', raisedBy: null, owner: null, dueOn: null },
  ...{ isOverdue: false, state: 'open', stateName: '已登记', act: null, status: 'missing', dependents: 1 },
  ...{ reason: '没有', evidenceCount: 0, closedOn: null, updatedAt: '2026-01-01T00:00:00.000Z' },
  ...over,
})

test('a node with an open item stands once, one whose item is closed stands again', () => {
  const rows = mergeRows(
    [judged('axle'), judged('wheel')],
    [item('1', 'axle'), item('2', 'wheel', { state: 'closed', closedOn: '2026-02-01' }), item('3', null)],
  )
  expect(rows.map(({ key }) => key).sort()).toEqual(['gap/1', 'gap/2', 'gap/3', 'node/rail/wheel'])
})

test('what more depends on comes first within a status, and missing before weak', () => {
  const rows = mergeRows(
    [judged('a', { status: 'weak', dependents: 9 }), judged('b', { dependents: 2 }), judged('c')],
    [],
  )
  expect(rows.map(({ node }) => node?.id)).toEqual(['b', 'c', 'a'])
})

test('views: without owner, overdue and closed this quarter', () => {
  const today = '2026-05-20'
  expect([quarterStart(today), quarterStart('2026-12-31')]).toEqual(['2026-04-01', '2026-10-01'])
  const rows = mergeRows(
    [judged('free')],
    [
      item('owned', 'a', { owner: '市工信局', isOverdue: true, dueOn: '2026-05-19', state: 'assigned' }),
      item('raised', null, { state: 'raised' }),
      item('now', 'b', { state: 'closed', closedOn: '2026-04-01' }),
      item('before', 'c', { state: 'closed', closedOn: '2026-03-31' }),
    ],
  )
  const shown = (view: Parameters<typeof isInView>[0]) =>
    rows.filter((row) => isInView(view, row, today)).map(({ key }) => key)
  expect(shown('no-owner')).toEqual(['node/rail/free'])
  expect(shown('overdue')).toEqual(['gap/owned'])
  expect(shown('closed-quarter')).toEqual(['gap/now'])
  expect(shown('raised')).toEqual(['gap/raised'])
  expect(shown('all')).toHaveLength(5)
})
