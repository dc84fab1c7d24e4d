import { defineLifeCycle } from '../../../engines/workflow/index.ts'

/**
 * A framework agreement from the side that wrote it down (`stater`) and the other one (`counterpart`). That its last day
 * is over is told by the date, not by a state.
 */
export const agreementCycle = defineLifeCycle({
  id: 'framework-agreement',
  version: 1,
  title: { zh: '框架协议', en: 'Framework agreement' },
  roles: {
    stater: { zh: '登记方', en: 'who wrote it down' },
    counterpart: { zh: '对方', en: 'the other party' },
  },
  attachments: {},
  initial: 'proposed',
  states: {
    proposed: {
      title: { zh: '待对方确认', en: 'to be confirmed by the other party' },
      kind: 'open',
      deadline: { workingDays: 10, escalate: [] },
    },
    in_force: { title: { zh: '有效', en: 'in force' }, kind: 'open' },
    refused: { title: { zh: '对方不认可', en: 'refused by the other party' }, kind: 'dropped' },
    withdrawn: { title: { zh: '已撤回', en: 'withdrawn' }, kind: 'dropped' },
    terminated: { title: { zh: '提前终止', en: 'ended early' }, kind: 'done' },
  },
  actions: {
    confirm: {
      title: { zh: '确认', en: 'Confirm' },
      from: ['proposed'],
      to: 'in_force',
      by: ['counterpart'],
    },
    refuse: {
      title: { zh: '不认可', en: 'Refuse' },
      from: ['proposed'],
      to: 'refused',
      by: ['counterpart'],
      needsComment: true,
    },
    withdraw: { title: { zh: '撤回', en: 'Withdraw' }, from: ['proposed'], to: 'withdrawn', by: ['stater'] },
    terminate: {
      title: { zh: '提前终止', en: 'End early' },
      from: ['in_force'],
      to: 'terminated',
      by: ['stater', 'counterpart'],
      needsComment: true,
    },
  },
})
export type AgreementState = keyof typeof agreementCycle.states
