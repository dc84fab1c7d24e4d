import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'services',
  catalogueOf({
    'services.no_levels': {
      zh: '还没有诉求的办理时限。请管理员运行 lianshu pack load。',
      en: 'No service levels are loaded yet. An administrator runs lianshu pack load.',
    },
    'services.unknown_kind': {
      zh: '没有诉求类型“{kind}”；可选：{known}。',
      en: 'There is no kind of request "{kind}"; choose one of {known}.',
    },
    'services.no_organisation': {
      zh: '这个数据集里没有这家企业（{id}）；请从登记库里选择。',
      en: 'This data set holds no such firm ({id}); choose one of the register.',
    },
    'services.whose_request': {
      zh: '请选择是哪家企业的诉求。',
      en: 'Choose whose request it is.',
    },
    'services.not_own_firm': {
      zh: '企业只能提出自己的诉求。',
      en: 'A firm raises requests of its own only.',
    },
    'services.no_ticket': {
      zh: '没有这件诉求（{id}），或者您不能查看。',
      en: 'There is no such request ({id}), or you may not see it.',
    },
    'services.ticket_changed': {
      zh: '刚才有人办过这件诉求；请刷新后再操作，您填的还没有写入。',
      en: 'Somebody handled this request just now; load the page again. What you wrote was not kept.',
    },
    'services.unit_missing': { zh: '请写明承办单位。', en: 'Name the unit in charge.' },
    'services.answer_missing': { zh: '请写答复内容。', en: 'Write the answer.' },
    'services.rating_missing': { zh: '请选择满意度（1–5）。', en: 'Choose how satisfied you are (1–5).' },
    'services.ticket_ended': {
      zh: '这件诉求已经结束，不能再补充材料。',
      en: 'This request has ended; no more documents can be added.',
    },
    'services.no_document': { zh: '这件诉求没有这份材料。', en: 'This request has no such document.' },
    'services.todo_assign': { zh: '待交办：{title}', en: 'To be assigned: {title}' },
    'services.todo_answer': { zh: '待答复：{title}', en: 'To be answered: {title}' },
    'services.todo_late': { zh: '逾期未答复：{title}', en: 'Late, not answered: {title}' },
    'services.todo_rate': { zh: '已答复，请评价：{title}', en: 'Answered, please rate: {title}' },
    'services.ticket_raised': { zh: '{firm}提出诉求：{title}', en: '{firm} raised a request: {title}' },
    'services.ticket_raised.name': { zh: '企业提出诉求', en: 'A firm raises a request' },
    'services.ticket_assigned': {
      zh: '交你单位办理：{title}，{dueOn} 前答复',
      en: 'For your unit: {title}, to be answered by {dueOn}',
    },
    'services.ticket_assigned.name': { zh: '诉求交办', en: 'A request is assigned' },
    'services.ticket_answered': { zh: '您的诉求已答复：{title}', en: 'Your request was answered: {title}' },
    'services.ticket_answered.name': { zh: '诉求已答复', en: 'A request is answered' },
    'services.ticket_refused': {
      zh: '您的诉求没有受理：{title}。原因：{why}',
      en: 'Your request was not taken up: {title}. Why: {why}',
    },
    'services.ticket_refused.name': { zh: '诉求不予受理', en: 'A request is not taken up' },
    'services.ticket_reopened': {
      zh: '{firm}对答复不满意，请重新办理：{title}，{dueOn} 前答复',
      en: '{firm} is not satisfied; handle again: {title}, to be answered by {dueOn}',
    },
    'services.ticket_reopened.name': { zh: '诉求重新办理', en: 'A request is opened again' },
    'services.ticket_due': {
      zh: '诉求“{title}”{dueOn} 到期，请抓紧答复',
      en: 'The request "{title}" is due on {dueOn}',
    },
    'services.ticket_due.name': { zh: '诉求快到期', en: 'A request is due soon' },
    'services.ticket_overdue': {
      zh: '诉求“{title}”已逾期 {days} 个工作日（{dueOn} 到期，承办：{unit}；提级路径：{path}）',
      en: 'The request "{title}" is {days} working days late (due {dueOn}, unit: {unit}; the way up: {path})',
    },
    'services.ticket_overdue.name': { zh: '诉求逾期提级', en: 'A late request goes up' },
    'services.confidential_title': { zh: '保密诉求（{kind}）', en: 'Confidential request ({kind})' },
    'services.nobody': { zh: '未定', en: 'nobody yet' },
    'services.leader_is': { zh: '链长{name}', en: 'chain leader {name}' },
  }),
)
