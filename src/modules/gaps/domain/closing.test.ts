import { describe, expect, test } from 'vitest'
import type { Event } from '../../../engines/workflow/index.ts'
import { askedBy, whyNotClose } from './closing.ts'

const asked: Event = {
  kind: 'acted',
  action: 'prove',
  from: 'assigned',
  to: 'proving',
  at: '2026-03-01T00:00:00.000Z',
  actor: '李工',
  comment: null,
  attachments: ['evidence'],
}
const li = { id: 7n, name: '李工' }
const wang = { id: 8n, name: '王科' }
const shownBy = (recordedById: bigint | null, shownOn = '2026-02-20') => ({ shownOn, recordedById })

describe('closing on evidence', () => {
  test('another person than who asked closes', () => {
    const whole = { asked: askedBy([asked], 7n), foundOn: '2026-01-15', evidence: [shownBy(7n)] }
    expect(whyNotClose(wang, whole)).toBeNull()
    expect(whyNotClose(li, whole)).toBe('same_person')
  })

  test('two people of one name are told apart by their accounts; where none is kept the name counts', () => {
    const evidence = [shownBy(7n)]
    const of = (id: bigint | null) => ({ asked: askedBy([asked], id), foundOn: '2026-01-15', evidence })
    expect(whyNotClose({ id: 9n, name: '李工' }, of(7n))).toBeNull()
    expect(whyNotClose({ id: 9n, name: '李工' }, of(null))).toBe('same_person')
  })

  test('one’s own evidence alone does not do, and evidence older than the gap is none', () => {
    const of = (evidence: ReturnType<typeof shownBy>[]) => ({
      asked: askedBy([asked], 7n),
      foundOn: '2026-01-15',
      evidence,
    })
    expect(whyNotClose(wang, of([shownBy(8n)]))).toBe('own_evidence_only')
    expect(whyNotClose(wang, of([shownBy(8n), shownBy(7n, '2025-12-31')]))).toBe('own_evidence_only')
    expect(whyNotClose(wang, of([shownBy(8n), shownBy(7n)]))).toBeNull()
  })

  test('who asked last counts', () => {
    const again: Event = { ...asked, actor: '王科', at: '2026-04-01T00:00:00.000Z' }
    expect(askedBy([asked, again], 8n)).toEqual(wang)
    expect(askedBy([], null)).toBeNull()
  })
})
