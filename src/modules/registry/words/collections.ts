import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'registry',
  catalogueOf({
    'registry.collection_sent': {
      zh: '请填写《{title}》，{due} 前交',
      en: 'Please fill in "{title}" by {due}',
    },
    'registry.collection_reminder': {
      zh: '催报：《{title}》还没有交，截止 {due}',
      en: 'Reminder: "{title}" is not handed in yet; it is due on {due}',
    },
    'registry.collection_returned': {
      zh: '《{title}》被退回：{reason}。请改正后于 {due} 前再交',
      en: '"{title}" was sent back: {reason}. Mend it and hand it in again by {due}',
    },
    'registry.collection_sent.name': { zh: '要填报的表', en: 'forms to fill in' },
    'registry.collection_reminder.name': { zh: '填报催办', en: 'reminders of forms' },
    'registry.collection_returned.name': { zh: '填报被退回', en: 'answers sent back' },
    'registry.todo_asked': { zh: '填报《{title}》', en: 'Fill in "{title}"' },
    'registry.todo_collection': {
      zh: '《{title}》有 {count} 家已交，待入库',
      en: '{count} answers to "{title}" wait to be taken over',
    },
    'registry.collection_fields': {
      zh: '这些栏不能向企业收集：{fields}。请从所选类别的栏目里选，名称和代码由系统填。',
      en: 'These fields cannot be asked: {fields}. Choose from the fields of the kind; name and codes are filled in by the system.',
    },
    'registry.collection_due': {
      zh: '截止日 {day} 已过，请选今天或以后的一天。',
      en: 'The due day {day} has passed; choose today or a later day.',
    },
    'registry.collection_unknown': {
      zh: '所选企业中有 {count} 家不在这套数据里，没有发出。请重新选择。',
      en: '{count} of the chosen organisations are not in this data set; nothing was sent. Choose again.',
    },
    'registry.no_collection': { zh: '没有编号为 {id} 的收集。', en: 'There is no collection {id}.' },
    'registry.no_request': { zh: '没有编号为 {id} 的填报任务。', en: 'There is no form {id} for you.' },
    'registry.collection_closed': {
      zh: '《{title}》已经截止，不能再改。需要补交请联系发起的部门。',
      en: '"{title}" is closed; nothing can be changed. Ask the office that sent it.',
    },
    'registry.answer_not_there': {
      zh: '这家还没有交，或已经入库，不能退回。',
      en: 'There is no answer to send back, or it was taken over already.',
    },
    'registry.answer_taken': {
      zh: '您交的内容已经入库，不能再改。需要更正请在企业页提出。',
      en: 'Your answer was taken over and cannot be changed; propose a correction on your own page.',
    },
    'registry.answer_empty': {
      zh: '还没有填任何内容，请至少填一栏再提交。',
      en: 'Nothing is filled in yet; fill in one field at least.',
    },
    'registry.answer_faults': {
      zh: '有 {count} 处填写不正确，没有提交，草稿请另存。请按各栏提示改正。',
      en: '{count} fields are not right; nothing was handed in. See what stands beside the fields.',
    },
    'registry.nothing_answered': {
      zh: '《{title}》还没有新交上来的内容。可以先催报。',
      en: 'Nothing new was handed in for "{title}". You can send a reminder.',
    },
  }),
)
