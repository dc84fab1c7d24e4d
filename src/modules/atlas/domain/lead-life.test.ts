import { describe, expect, test } from 'vitest'
import { act, checkLifeCycle, start } from '../../../engines/workflow/index.ts'
import { leadActions, leadStates } from '../model.ts'
import { leadCycle, phaseOf } from './lead-life.ts'

const asked = { actor: { id: 'a', roles: ['department'] }, at: '2026-03-02T00:00:00Z' }

describe('the life of a lead', () => {
  test('it has no flaw, and its states and actions are those of the model', () => {
    expect(checkLifeCycle(leadCycle)).toEqual([])
    expect(Object.keys(leadCycle.states)).toEqual([...leadStates])
    expect(Object.keys(leadCycle.actions)).toEqual([...leadActions])
  })

  test('from the first hint to landing step by step, and nothing is skipped to a signature', () => {
    let lead = start(leadCycle, asked)
    const early = act(leadCycle, lead, 'sign', asked)
    expect(early.ok).toBe(false)
    for (const action of ['contact', 'visit', 'negotiate', 'sign', 'land']) {
      const outcome = act(leadCycle, lead, action, asked)
      if (!outcome.ok) throw new Error(action)
      lead = outcome.instance
    }
    expect(lead.state).toBe('landed')
    expect(act(leadCycle, lead, 'lose', { ...asked, comment: 'too late' }).ok).toBe(false)
  })

  test('a lost lead needs words, and an auditor may do nothing', () => {
    const lead = start(leadCycle, asked)
    expect(act(leadCycle, lead, 'lose', asked).ok).toBe(false)
    expect(act(leadCycle, lead, 'contact', { ...asked, actor: { id: 'b', roles: ['auditor'] } }).ok).toBe(
      false,
    )
  })

  test('招推服: who answers follows from where it stands', () => {
    expect(leadStates.map(phaseOf)).toEqual([
      ...['attract', 'attract', 'attract', 'attract'],
      ...['advance', 'serve', 'attract'],
    ])
  })
})
