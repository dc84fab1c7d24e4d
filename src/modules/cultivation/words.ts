import { catalogueOf, registerWords } from '../../platform/words.ts'
import { registerNoticeKinds } from '../access/index.ts'

registerWords(
  'cultivation',
  catalogueOf({
    'cultivation.no_ladder': {
      zh: '还没有载入企业梯队。请先载入城市包（lianshu pack load）。',
      en: 'No ladder is loaded. Load the packs first (lianshu pack load).',
    },
    'cultivation.rules_broken': {
      zh: '标准“{key}”读不出来：{reason}。请修正城市包后重新载入。',
      en: 'The rule set "{key}" cannot be read: {reason}. Mend the pack and load it again.',
    },
    'cultivation.no_rung': {
      zh: '企业梯队里没有“{rung}”这一级。请从列表里选择。',
      en: 'The ladder has no rung "{rung}". Choose one from the list.',
    },
    'cultivation.no_rules': {
      zh: '“{rung}”在 {date} 没有可用的标准，不能列出候选企业。请换一级或换日期。',
      en: 'No rules for "{rung}" are held for {date}, so no candidates can be listed. Choose another rung or day.',
    },
    'cultivation.no_firm': {
      zh: '这座城市的这套数据里没有编号为 {id} 的企业。请核对。',
      en: 'There is no firm {id} in this city and data set. Check the number.',
    },
    'cultivation.no_programme': {
      zh: '这座城市没有计划“{programme}”。请从列表里选择。',
      en: 'This city has no programme "{programme}". Choose one from the list.',
    },
    'cultivation.no_stages': {
      zh: '“{programme}”没有按环节办理的流程，不能编入企业。',
      en: '"{programme}" has no stages, so nobody goes through it.',
    },
    'cultivation.no_track': {
      zh: '没有编号为 {id} 的培育记录，或您无权查看。请从列表里选择。',
      en: 'There is no track {id}, or it is not yours to see. Choose one from the list.',
    },
    'cultivation.in_cohort': {
      zh: '{firm} 已在 {year} 年这一批里，没有重复编入。',
      en: '{firm} stands in the cohort of {year} already; it was not entered twice.',
    },
    'cultivation.entry_bad': {
      zh: '没有编入：有 {count} 处需要补正。',
      en: 'Not entered: {count} things have to be put right.',
    },
    'cultivation.criterion_open': {
      zh: '请写明为什么符合“{name}”。',
      en: 'Say why "{name}" is met.',
    },
    'cultivation.no_criterion': {
      zh: '这个计划没有入库条件“{name}”。请删去。',
      en: 'The programme has no criterion "{name}". Leave it out.',
    },
    'cultivation.product_missing': {
      zh: '这个计划按产品（技术）办理，请写产品名称。',
      en: 'This programme is about products: name the product.',
    },
    'cultivation.track_ended': {
      zh: '这家企业已经出库，不能再改计划。需要时请编入新的一批。',
      en: 'This firm has left the programme; its plan cannot be changed. Enter it in a new cohort where needed.',
    },
    'cultivation.step_in_past': {
      zh: '完成日期 {date} 已经过去，没有加入计划。请填今天或以后的日期。',
      en: 'The day {date} has passed; the step was not added. Give today or a later day.',
    },
    'cultivation.no_open_step': {
      zh: '这一步不在计划里或已经完成。请刷新后再看。',
      en: 'This step is not in the plan, or it is done already. Refresh and look again.',
    },
    'cultivation.window_ends_first': {
      zh: '截止日 {closes} 早于开始日 {opens}，没有记下。请核对。',
      en: 'The last day {closes} lies before the first day {opens}; nothing was written. Check both.',
    },
    'cultivation.window_twice': {
      zh: '这一级已有从 {date} 开始的申报窗口，没有重复记下。',
      en: 'A window of this rung that opens on {date} is held already; it was not written twice.',
    },
    'cultivation.no_window': {
      zh: '没有编号为 {id} 的申报窗口。请从列表里选择。',
      en: 'There is no window {id}. Choose one from the list.',
    },
    'cultivation.refused.unknown_action': {
      zh: '没有这一步。请刷新后再看。',
      en: 'There is no such step. Refresh and look again.',
    },
    'cultivation.refused.wrong_state': {
      zh: '现在的环节下不能这样做。请刷新后再看。',
      en: 'This cannot be done in the present stage. Refresh and look again.',
    },
    'cultivation.refused.not_permitted': {
      zh: '这一步由链办办理；本单位的企业请由其他人员办理。',
      en: 'This step is for the chain office; for an organisation of your own somebody else has to take it.',
    },
    'cultivation.refused.comment_missing': { zh: '请写明理由。', en: 'Give the reason.' },
    'cultivation.refused.ended': {
      zh: '已经出库，不能再办理。',
      en: 'It has left the programme; nothing more can be done.',
    },
    'cultivation.refused.earlier_than_history': {
      zh: '时间早于上一步。请核对系统时间。',
      en: 'This is earlier than the step before. Check the clock.',
    },
    'cultivation.todo.review': {
      zh: '{firm} 的“{title}”即将期满，需要复核',
      en: '"{title}" of {firm} runs out: re-examination is due',
    },
    'cultivation.todo.own_review': {
      zh: '本企业的“{title}”即将期满，需要准备复核',
      en: 'Your title "{title}" runs out: prepare the re-examination',
    },
    'cultivation.todo.step': { zh: '{firm} 的培育计划：{title}', en: 'Coaching plan of {firm}: {title}' },
    'cultivation.todo.own_step': { zh: '本企业的培育计划：{title}', en: 'Your coaching plan: {title}' },
    'cultivation.entered': {
      zh: '本企业已编入“{programme}”{year} 年批次',
      en: 'Your firm was entered in "{programme}", cohort {year}',
    },
    'cultivation.entered.name': { zh: '编入培育计划', en: 'entry in programmes' },
    'cultivation.moved': { zh: '“{programme}”进入“{state}”', en: '"{programme}" has moved to "{state}"' },
    'cultivation.moved.name': { zh: '培育环节变动', en: 'moves between stages' },
    'cultivation.step_added': {
      zh: '培育计划新增一步：{title}，{date} 前完成',
      en: 'A step was added to your plan: {title}, by {date}',
    },
    'cultivation.step_added.name': { zh: '培育计划新增步骤', en: 'new steps of the plan' },
  }),
)

const firms = ['firm', 'leading_firm'] as const
registerNoticeKinds('cultivation', [
  { kind: 'cultivation.entered', roles: [...firms] },
  { kind: 'cultivation.moved', roles: [...firms] },
  { kind: 'cultivation.step_added', roles: [...firms] },
])
