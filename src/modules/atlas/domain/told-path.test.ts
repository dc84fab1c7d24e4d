import { expect, test } from 'vitest'
import { toldPath } from './told-path.ts'

const today = '2026-11-24'

test('C07: a lead that a file says is signed passed contact and talks; a visit only where a day tells of one', () => {
  expect(toldPath('signed', { contacted: '2026-01-05', signed: '2026-06-01' }, today)).toEqual({
    steps: [
      { action: 'contact', happenedOn: '2026-01-05' },
      { action: 'negotiate', happenedOn: null },
      { action: 'sign', happenedOn: '2026-06-01' },
    ],
  })
  expect(toldPath('negotiating', { visited: '2026-03-01' }, today)).toMatchObject({
    steps: [{ action: 'contact' }, { action: 'visit', happenedOn: '2026-03-01' }, { action: 'negotiate' }],
  })
  expect(toldPath('visited', {}, today)).toMatchObject({
    steps: [{ action: 'contact' }, { action: 'visit' }],
  })
})

test('a day of a further step takes the lead there, a lost lead keeps what bears a day', () => {
  expect(toldPath('found', { contacted: '2026-02-01' }, today)).toMatchObject({
    steps: [{ action: 'contact' }],
  })
  expect(toldPath('lost', { contacted: '2026-02-01', lost: '2026-02-09' }, today)).toEqual({
    steps: [
      { action: 'contact', happenedOn: '2026-02-01' },
      { action: 'lose', happenedOn: '2026-02-09' },
    ],
  })
})

test('days ahead, days that go backwards and a landing without a day are faults', () => {
  expect(toldPath('contacted', { contacted: '2026-11-25' }, today)).toEqual({
    fault: 'day_ahead',
    day: '2026-11-25',
  })
  expect(toldPath('signed', { contacted: '2026-05-01', signed: '2026-04-01' }, today)).toMatchObject({
    fault: 'day_backwards',
  })
  expect(toldPath('landed', {}, today)).toMatchObject({ fault: 'landed_undated' })
})
