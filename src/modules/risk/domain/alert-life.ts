import { defineLifeCycle } from '../../../engines/workflow/index.ts'

/** An alert from its sign to its end: cause found, owner named, closed with evidence. Ten working days: assumed, README. */
export const alertCycle = defineLifeCycle({
  id: 'risk-alert',
  version: 1,
  title: { zh: '供应链预警', en: 'Supply alert' },
  roles: { office: { zh: '产业链办公室', en: 'chain office' } },
  attachments: {},
  initial: 'raised',
  states: {
    raised: {
      title: { zh: '待核实', en: 'to be checked' },
      kind: 'open',
      deadline: { workingDays: 3, escalate: [] },
    },
    handling: {
      title: { zh: '处置中', en: 'being handled' },
      kind: 'open',
      deadline: { workingDays: 10, escalate: [] },
    },
    closed: { title: { zh: '已销号', en: 'closed' }, kind: 'done' },
    dismissed: { title: { zh: '误报', en: 'no alert' }, kind: 'dropped' },
  },
  actions: {
    take: {
      title: { zh: '查明原因并落实责任人', en: 'Name cause and owner' },
      from: ['raised', 'handling'],
      to: 'handling',
      by: ['office'],
      needsComment: true,
    },
    close: {
      title: { zh: '凭证据销号', en: 'Close with evidence' },
      from: ['handling'],
      to: 'closed',
      by: ['office'],
      needsComment: true,
    },
    dismiss: {
      title: { zh: '判为误报', en: 'Dismiss' },
      from: ['raised', 'handling'],
      to: 'dismissed',
      by: ['office'],
      needsComment: true,
    },
    reopen: {
      title: { zh: '重新打开', en: 'Reopen' },
      from: ['closed', 'dismissed'],
      to: 'handling',
      by: ['office'],
      needsComment: true,
    },
  },
})
