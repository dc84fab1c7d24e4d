/** Words of tasks and their supervision. */
export const taskWords = {
  'programmes.no_task': {
    zh: '没有编号为 {id} 的任务。请回到任务列表查找。',
    en: 'There is no task {id}. Go back to the list.',
  },
  'programmes.no_plan': {
    zh: '本市没有编号为 {id} 的规划。请刷新后重选。',
    en: 'This city has no plan {id}. Reload and choose again.',
  },
  'programmes.list_empty': {
    zh: '这份规划没有这一类任务，没有可导出的清单。请换一类。',
    en: 'This plan has no tasks of this kind, so there is no list. Choose another kind.',
  },
  'programmes.no_rule': {
    zh: '还没有装入督办规则（城市包 supervision/task.yaml），不能亮灯和催办。请管理员装入城市包。',
    en: 'No rule of supervision is loaded (supervision/task.yaml of a pack). Ask an administrator to load the packs.',
  },
  'programmes.object_missing': {
    zh: '这项任务要以“{kind}”办结：请先在“关联对象”里登记或选定一项，状态为{states}之一，并在那一页上传佐证材料。没有改动。',
    en: 'This task ends in one of "{kind}". Link one under its objects, in one of the states {states}, with a document as evidence on its page. Nothing changed.',
  },
  'programmes.no_object': {
    zh: '本市没有编号为 {id} 的对象，没有关联。请从列出的对象中选择。',
    en: 'This city has no object {id}; nothing was linked. Choose one that is listed.',
  },
  'programmes.task_changed': {
    zh: '您打开之后别人改过这项任务，这次没有保存。请刷新，看过别人的改动后再改。',
    en: 'Somebody changed this task after you opened it; nothing was saved. Reload, look at the change, and go on.',
  },
  'programmes.tag_unknown': {
    zh: '这项任务所在的规划里没有标签“{dimension} / {value}”。请从列出的标签中选择。',
    en: 'The plan of this task has no tag “{dimension} / {value}”. Choose one that is listed.',
  },
  'programmes.stage_twice': {
    zh: '招引、推进、服务每个环节只能写一次。请合并重复的环节。',
    en: 'Each stage stands once. Put repeated ones together.',
  },
  'programmes.task_circle': {
    zh: '一项任务不能成为它自己的子任务。请另选上级任务。',
    en: 'A task cannot be a part of itself. Choose another whole.',
  },
  'programmes.parts_open': {
    zh: '还有 {count} 项子任务没有办结（如“{title}”）。请先办结或终止子任务。',
    en: '{count} parts are still open, for example “{title}”. Finish or drop them first.',
  },
  'programmes.nothing_changed': {
    zh: '没有改动任何内容，没有保存。请改动后再提交，或关闭。',
    en: 'Nothing was changed, so nothing was saved. Change something, or close.',
  },
  'programmes.no_link': {
    zh: '这项关联已经不在。请刷新。',
    en: 'This link is gone. Reload.',
  },
  'programmes.not_own_task': {
    zh: '这项任务由它的牵头和责任单位报告，您的单位不在其中。如单位名称对应有误，请链办在“责任单位”页改正。',
    en: 'Only the units of this task report on it; yours is not among them. The chain office can mend which unit is meant.',
  },
  'programmes.task_ended': {
    zh: '这项任务已经办结或终止，不再报告和督办。',
    en: 'This task is finished or dropped: nothing is reported or ordered any more.',
  },
  'programmes.whole_ended': {
    zh: '“{title}”已经办结或终止，不能再加子任务。请另建任务，或归到未办结的任务下。',
    en: '"{title}" is finished or dropped and gets no new part. Make a task of its own, or put it under an open one.',
  },
  'programmes.no_evidence': {
    zh: '佐证材料 {id} 不属于这项任务。请先上传，再提交报告。',
    en: 'Document {id} is no evidence of this task. Hand it in first.',
  },
  'programmes.no_milestone': {
    zh: '没有这个节点，或它已经标记完成。请刷新。',
    en: 'There is no such milestone, or it was reached before. Reload.',
  },
  'programmes.no_order': { zh: '没有编号为 {id} 的督办单。', en: 'There is no order {id}.' },
  'programmes.reply_day_past': {
    zh: '反馈时限 {day} 已经过去。请选今天或以后的日期。',
    en: 'The day for the answer, {day}, has passed. Choose today or later.',
  },
  'programmes.no_organisation': {
    zh: '登记库中没有编号为 {id} 的单位。请重新选择。',
    en: 'The register holds no organisation {id}. Choose again.',
  },
  'programmes.told_overdue': {
    zh: '任务“{title}”时限 {dueOn} 已过 {days} 个工作日，提请{body}处理。',
    en: 'Task “{title}” was due on {dueOn}, {days} working days ago; it now goes to {body}.',
  },
  'programmes.told_overdue.name': { zh: '任务逾期', en: 'Task overdue' },
  'programmes.told_no_leader': {
    zh: '任务“{title}”时限 {dueOn} 已过 {days} 个工作日，应提请链长，但当日没有登记它的链长或牵头领导，没有送达。请登记后督办。',
    en: 'Task “{title}” was due on {dueOn}, {days} working days ago, and should go to a leader; none is recorded for it on this day, so nobody was told. Record one and follow up.',
  },
  'programmes.told_no_leader.name': { zh: '逾期任务没有链长', en: 'Late task without a leader' },
  'programmes.told_leader_without_account': {
    zh: '任务“{title}”时限 {dueOn} 已过 {days} 个工作日，应提请{body}，但本系统没有其链长账号，没有送达。请开通账号或另行报告。',
    en: 'Task “{title}” was due on {dueOn}, {days} working days ago, and should go to {body}, who has no leader’s account here and was not told. Open one, or report another way.',
  },
  'programmes.told_leader_without_account.name': {
    zh: '链长没有账号',
    en: 'Leader without an account',
  },
  'programmes.told_order': {
    zh: '{number}：请在 {replyBy} 前报告“{title}”的办理情况。',
    en: '{number}: report on “{title}” by {replyBy}.',
  },
  'programmes.told_order.name': { zh: '督办单', en: 'Supervision order' },
  'programmes.told_digest': {
    zh: '{monday} 一周摘要：本周到期 {due} 项，逾期 {late} 项，上周办结 {done} 项。',
    en: 'Week of {monday}: {due} due, {late} late, {done} done in the week before.',
  },
  'programmes.told_digest.name': { zh: '任务周摘要', en: 'Weekly digest of tasks' },
  'programmes.todo_order': {
    zh: '逾期任务已提请到链办以上，尚未下发督办单：{title}',
    en: 'A late task went up the path and has no supervision order yet: {title}',
  },
  'programmes.todo_task': { zh: '办理任务：{title}', en: 'Task: {title}' },
  'programmes.todo_check': {
    zh: '核验报请办结的任务：{title}',
    en: 'Check a task reported as done: {title}',
  },
} as const
