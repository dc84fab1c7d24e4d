import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const office = ['administrator', 'chain_office']
const handlers = [...office, 'department']

/** How an act on a node goes: planned, under way, done on evidence only, or dropped with a reason. */
export const nodeActCycle = defineLifeCycle({
  id: 'node_act',
  version: 1,
  title: { zh: '环节行动', en: 'Act on a node' },
  roles: {
    administrator: { zh: '系统管理员', en: 'Administrator' },
    chain_office: { zh: '链长办', en: 'Chain office' },
    department: { zh: '责任部门', en: 'Department' },
  },
  attachments: { evidence: { zh: '完成依据', en: 'Evidence' } },
  initial: 'planned',
  states: {
    planned: { title: { zh: '计划', en: 'Planned' }, kind: 'open' },
    under_way: { title: { zh: '进行中', en: 'Under way' }, kind: 'open' },
    done: { title: { zh: '已完成', en: 'Done' }, kind: 'done' },
    dropped: { title: { zh: '已终止', en: 'Dropped' }, kind: 'dropped' },
  },
  actions: {
    start: { title: { zh: '开始', en: 'Start' }, from: ['planned'], to: 'under_way', by: handlers },
    finish: {
      title: { zh: '完成', en: 'Finish' },
      from: ['under_way'],
      to: 'done',
      by: handlers,
      needs: ['evidence'],
    },
    drop: {
      title: { zh: '终止', en: 'Drop' },
      from: ['planned', 'under_way'],
      to: 'dropped',
      by: office,
      needsComment: true,
    },
  },
})
