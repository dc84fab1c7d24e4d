import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const office = ['administrator', 'chain_office']
const handlers = [...office, 'department']

/** How a gap goes: registered, given to somebody, proved, closed by the office on evidence only. */
export const gapCycle = defineLifeCycle({
  id: 'gap',
  version: 1,
  title: { zh: '短板', en: 'Gap' },
  roles: {
    administrator: { zh: '系统管理员', en: 'Administrator' },
    chain_office: { zh: '链长办', en: 'Chain office' },
    department: { zh: '责任部门', en: 'Department' },
  },
  attachments: { evidence: { zh: '销号依据', en: 'Evidence' } },
  initial: 'open',
  states: {
    open: { title: { zh: '已登记', en: 'Registered' }, kind: 'open' },
    assigned: { title: { zh: '处理中', en: 'In hand' }, kind: 'open' },
    proving: { title: { zh: '待销号', en: 'Waiting to be closed' }, kind: 'open' },
    closed: { title: { zh: '已销号', en: 'Closed' }, kind: 'done' },
    dropped: { title: { zh: '已撤销', en: 'Dropped' }, kind: 'dropped' },
  },
  actions: {
    assign: {
      title: { zh: '分办', en: 'Assign' },
      from: ['open', 'assigned', 'proving'],
      to: 'assigned',
      by: office,
    },
    prove: {
      title: { zh: '提请销号', en: 'Ask to close' },
      from: ['assigned'],
      to: 'proving',
      by: handlers,
      needs: ['evidence'],
    },
    return: {
      title: { zh: '退回', en: 'Return' },
      from: ['proving'],
      to: 'assigned',
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
    drop: {
      title: { zh: '撤销', en: 'Drop' },
      from: ['open', 'assigned'],
      to: 'dropped',
      by: office,
      needsComment: true,
    },
    reopen: {
      title: { zh: '重新打开', en: 'Open again' },
      from: ['closed', 'dropped'],
      to: 'open',
      by: office,
      needsComment: true,
    },
  },
})
