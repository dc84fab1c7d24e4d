import { expect, test } from 'vitest'
import { fittingActs } from './fitting-acts.ts'

const acts = [
  { id: 'build', fitsStatus: ['missing'], fitsKind: ['break'] },
  { id: 'supplement', fitsStatus: ['weak'], fitsKind: ['choke', 'block'] },
  { id: 'extend', fitsStatus: ['strong'], fitsKind: [] },
] as const

test('N02: an act fits by the status of the node or the kind of a gap, and says by which', () => {
  expect(fittingActs(acts, 'missing', ['choke', 'choke'])).toEqual([
    { act: acts[0], byStatus: true, byKinds: [] },
    { act: acts[1], byStatus: false, byKinds: ['choke'] },
  ])
  expect(fittingActs(acts, 'unknown', [])).toEqual([])
})
