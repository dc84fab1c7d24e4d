import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const office = ['administrator', 'chain_office']
const handlers = [...office, 'department']

/**
 * How a gap goes: raised by a firm or an office and taken up, or registered by the chain office itself; given to somebody,
 * proved, closed on evidence only and by another person than who asked (domain/closing.ts).
 */
export const gapCycle = defineLifeCycle({
  id: 'gap',
  version: 2,
  title: { zh: '短板', en: 'Gap' },
  roles: {
    administrator: { zh: '系统管理员', en: 'Administrator' },
    chain_office: { zh: '链长办', en: 'Chain office' },
    department: { zh: '责任部门', en: 'Department' },
  },
  attachments: { evidence: { zh: '销号依据', en: 'Evidence' } },
  initial: 'raised',
  states: {
    raised: { title: { zh: '待受理', en: 'Raised' }, kind: 'open' },
    open: { title: { zh: '已登记', en: 'Registered' }, kind: 'open' },
    assigned: { title: { zh: '处理中', en: 'In hand' }, kind: 'open' },
    proving: { title: { zh: '待销号', en: 'Waiting to be closed' }, kind: 'open' },
    closed: { title: { zh: '已销号', en: 'Closed' }, kind: 'done' },
    dropped: { title: { zh: '已撤销', en: 'Dropped' }, kind: 'dropped' },
    declined: { title: { zh: '不予受理', en: 'Declined' }, kind: 'dropped' },
  },
  actions: {
    accept: { title: { zh: '受理', en: 'Take up' }, from: ['raised'], to: 'open', by: office },
    decline: {
      title: { zh: '不予受理', en: 'Decline' },
      from: ['raised'],
      to: 'declined',
      by: office,
      needsComment: true,
    },
    close: {
      title: { zh: '销号', en: 'Close' },
      from: ['proving'],
      to: 'closed',
      by: office,
      needs: ['evidence'],
    },
    prove: {
      title: { zh: '提请销号', en: 'Ask to close' },
      from: ['assigned'],
      to: 'proving',
      by: handlers,
      needs: ['evidence'],
    },
    assign: {
      title: { zh: '分办', en: 'Assign' },
      from: ['raised', 'open', 'assigned', 'proving'],
      to: 'assigned',
      by: office,
    },
    return: {
      title: { zh: '退回', en: 'Return' },
      from: ['proving'],
      to: 'assigned',
      by: office,
      needsComment: true,
    },
    drop: {
      title: { zh: '撤销', en: 'Drop' },
      from: ['open', 'assigned'],
      to: 'dropped',
      by: office,
      needsComment: true,
    },
    reopen: {
      title: { zh: '重新打开', en: 'Open again' },
      from: ['closed', 'dropped', 'declined'],
      to: 'open',
      by: office,
      needsComment: true,
    },
  },
})

/** The same life for what the chain office registers itself: it needs nobody to take it up. */
export const registeredGapCycle = { ...gapCycle, initial: 'open' as const }
