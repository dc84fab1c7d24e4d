import { defineLifeCycle } from '../../../engines/workflow/index.ts'
import type { LeadPhase, LeadState } from '../model.ts'

const handlers = ['administrator', 'chain_office', 'department', 'park']

/** How a lead goes: found, contacted, visited, negotiated, signed, landed; or lost, with the reason. */
export const leadCycle = defineLifeCycle({
  id: 'lead',
  version: 1,
  title: { zh: '招商线索', en: 'Lead' },
  roles: {
    administrator: { zh: '系统管理员', en: 'Administrator' },
    chain_office: { zh: '链长办', en: 'Chain office' },
    department: { zh: '责任部门', en: 'Department' },
    park: { zh: '园区', en: 'Park' },
  },
  attachments: {},
  initial: 'found',
  states: {
    found: { title: { zh: '线索', en: 'Found' }, kind: 'open' },
    contacted: { title: { zh: '首次接触', en: 'First contact' }, kind: 'open' },
    visited: { title: { zh: '考察', en: 'Visited' }, kind: 'open' },
    negotiating: { title: { zh: '洽谈', en: 'Negotiating' }, kind: 'open' },
    signed: { title: { zh: '签约', en: 'Signed' }, kind: 'open' },
    landed: { title: { zh: '落地', en: 'Landed' }, kind: 'done' },
    lost: { title: { zh: '未成', en: 'Lost' }, kind: 'dropped' },
  },
  actions: {
    contact: { title: { zh: '记为已接触', en: 'Contacted' }, from: ['found'], to: 'contacted', by: handlers },
    visit: { title: { zh: '记为已考察', en: 'Visited' }, from: ['contacted'], to: 'visited', by: handlers },
    negotiate: {
      title: { zh: '进入洽谈', en: 'Negotiate' },
      from: ['contacted', 'visited'],
      to: 'negotiating',
      by: handlers,
    },
    sign: { title: { zh: '签约', en: 'Sign' }, from: ['negotiating'], to: 'signed', by: handlers },
    land: { title: { zh: '落地', en: 'Land' }, from: ['signed'], to: 'landed', by: handlers },
    lose: {
      title: { zh: '记为未成', en: 'Lost' },
      from: ['found', 'contacted', 'visited', 'negotiating', 'signed'],
      to: 'lost',
      by: handlers,
      needsComment: true,
    },
  },
})

/** 招推服: until the signature somebody attracts, until landing somebody moves it on, then somebody serves it. */
export function phaseOf(state: LeadState): LeadPhase {
  if (state === 'landed') return 'serve'
  return state === 'signed' ? 'advance' : 'attract'
}
