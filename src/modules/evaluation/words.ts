import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'evaluation',
  catalogueOf({
    'evaluation.no_scorecard': {
      zh: '没有编号为 {id} 的评分表。请从评分表库里重新选择。',
      en: 'There is no scorecard {id}. Choose one from the library.',
    },
    'evaluation.scorecard_broken': {
      zh: '评分表“{key}”读不出来：{reason}。请修正城市包后重新载入。',
      en: 'The scorecard "{key}" cannot be read: {reason}. Mend the pack and load it again.',
    },
    'evaluation.no_assessment': {
      zh: '《{title}》里没有评价“{name}”。请核对。',
      en: 'There is no assessment "{name}" in {title}. Check the name.',
    },
    'evaluation.no_city_value': {
      zh: '评分表没有声明全市数据“{name}”，没有运行。请删去这一项。',
      en: 'The scorecard declares no city value "{name}"; nothing was run. Leave it out.',
    },
    'evaluation.city_value_bad': {
      zh: '“{name}”读不懂，没有运行：{reason}',
      en: 'The value of "{name}" cannot be read, nothing was run: {reason}',
    },
    'evaluation.day_in_future': {
      zh: '数据日期 {date} 还没有到，没有运行。请填写今天或以前的日期。',
      en: 'The day {date} lies in the future; nothing was run. Give today or an earlier day.',
    },
    'evaluation.not_in_force': {
      zh: '《{title}》在 {date} 不适用（{from} 至 {to}），没有运行。请换日期或换评分表。',
      en: '{title} is not in force on {date} ({from} to {to}); nothing was run. Choose another day or scorecard.',
    },
    'evaluation.nobody': {
      zh: '{city} 的登记库里没有可以评价的主体，没有运行。请先导入企业或园区。',
      en: 'The register holds nobody in {city} to assess; nothing was run. Import firms or parks first.',
    },
    'evaluation.run_in_progress': {
      zh: '同一请求正在运行，没有另开一次。请稍候刷新列表。',
      en: 'The same request is being run; no second run was made. Refresh the list in a moment.',
    },
    'evaluation.no_run': {
      zh: '没有编号为 {id} 的评价，或尚未公示。请从列表里选择。',
      en: 'There is no assessment run {id}, or it is not public yet. Choose one from the list.',
    },
    'evaluation.no_firm': {
      zh: '没有编号为 {id} 的企业。请核对。',
      en: 'There is no firm {id}. Check the number.',
    },
    'evaluation.appeals_open': {
      zh: '还有 {count} 件申诉没有答复，不能公布。请先逐件答复。',
      en: '{count} objections are not answered yet, so it cannot be published. Answer them first.',
    },
    'evaluation.not_comparable': {
      zh: '《{from}》与《{to}》不是同一评分表在同一城市的两次评价，不能比较。请选同一评分表的另一年。',
      en: '{from} and {to} are not two runs of one scorecard in one city. Choose another year of the same scorecard.',
    },
    'evaluation.change_bad': {
      zh: '改动没有采用：{reason}',
      en: 'The change was not applied: {reason}',
    },
    'evaluation.no_own_result': {
      zh: '本企业在这次评价里没有结果，不能申诉。请核对所选的评价。',
      en: 'Your firm has no result in this run, so there is nothing to object to. Check the run.',
    },
    'evaluation.not_noticed': {
      zh: '只有公示期内可以申诉和更正。请联系评价工作机构。',
      en: 'Objections and corrections are taken only while the result is shown for objections. Ask the office.',
    },
    'evaluation.no_such_fact': {
      zh: '评分表里没有可以申诉的指标“{name}”。请从列表里选择。',
      en: 'The scorecard has no fact "{name}" that can be disputed. Choose one from the list.',
    },
    'evaluation.claim_missing': {
      zh: '请填写“{name}”的正确数值。',
      en: 'Give the right value of "{name}".',
    },
    'evaluation.claim_bad': {
      zh: '“{name}”的数值读不懂：{reason}',
      en: 'The value of "{name}" cannot be read: {reason}',
    },
    'evaluation.appeal_open': {
      zh: '同一事项的申诉正在处理，没有重复提交。请等待答复，或先撤回。',
      en: 'An objection about the same is being handled; it was not submitted twice. Wait for the answer or take it back.',
    },
    'evaluation.no_appeal': {
      zh: '没有编号为 {id} 的申诉。请从列表里选择。',
      en: 'There is no objection {id}. Choose one from the list.',
    },
    'evaluation.own_case': {
      zh: '不能处理本单位的申诉。请由其他人员处理。',
      en: 'Nobody decides about an organisation of their own. Somebody else has to answer this one.',
    },
    'evaluation.refused.wrong_state': {
      zh: '现在的状态下不能这样做。请刷新后再看。',
      en: 'This cannot be done in the present state. Refresh and look again.',
    },
    'evaluation.refused.not_permitted': {
      zh: '这一步由评价工作机构（申诉的撤回由申诉企业）办理。',
      en: 'This step is for the office that assesses (taking an objection back: for the firm).',
    },
    'evaluation.refused.comment_missing': {
      zh: '请写明理由。',
      en: 'Give the reason.',
    },
    'evaluation.refused.too_early': {
      zh: '公示到 {until} 才满，不能提前公布。',
      en: 'The public notice runs until {until}; it cannot be published before.',
    },
    'evaluation.refused.earlier_than_history': {
      zh: '时间早于上一步（{last}）。请核对系统时间。',
      en: 'This is earlier than the step before ({last}). Check the clock.',
    },
    'evaluation.reason.scored': { zh: '按得分', en: 'by score' },
    'evaluation.reason.vetoed': { zh: '一票否决', en: 'by veto' },
    'evaluation.reason.limited': { zh: '按得分，受上限规则限制', en: 'by score, limited by a rule' },
    'evaluation.reason.direct': { zh: '按直接规则', en: 'by a direct rule' },
    'evaluation.reason.score_unknown': { zh: '得分未知', en: 'the score is unknown' },
    'evaluation.reason.veto_unknown': { zh: '不知是否有否决情形', en: 'whether a veto applies is unknown' },
    'evaluation.reason.score_open': { zh: '缺的数据可能改变档次', en: 'missing data could change the class' },
    'evaluation.reason.limit_unknown': {
      zh: '不知是否受上限规则限制',
      en: 'whether a limiting rule applies is unknown',
    },
    'evaluation.reason.excluded': { zh: '不参评：{rule}', en: 'takes no part: {rule}' },
    'evaluation.reason.not_subject': { zh: '不属于评价对象', en: 'not a subject of this assessment' },
    'evaluation.reason.exclusion_unknown': { zh: '不知是否参评', en: 'whether it takes part is unknown' },
    'evaluation.reason.group_unknown': { zh: '不知属于哪一组', en: 'its group is unknown' },
    'evaluation.reason.coverage_too_low': { zh: '数据覆盖不足', en: 'too little is known' },
    'evaluation.todo.noticed': {
      zh: '{title}（{year} 年）正在公示，请核对本企业的结果',
      en: '{title} ({year}) is shown for objections: check your result',
    },
    'evaluation.todo.appeal': {
      zh: '{firm} 的评价申诉待答复：{title}',
      en: 'An objection of {firm} waits for an answer: {title}',
    },
    'evaluation.todo.publish': {
      zh: '{title}（{year} 年）公示期满，可以公布',
      en: 'The notice of {title} ({year}) has run out: it can be published',
    },
    'evaluation.appeal_answered': {
      zh: '本企业的评价申诉已有答复',
      en: 'Your objection to an assessment has been answered',
    },
    'evaluation.told_noticed': {
      zh: '{title}（{year} 年）公示：请核对本企业的结果，{until} 前可以申诉',
      en: '{title} ({year}) is shown for objections: check your result, objections until {until}',
    },
    'evaluation.told_noticed.name': { zh: '评价公示', en: 'public notice of assessments' },
    'evaluation.told_published': {
      zh: '{title}（{year} 年）已公布，本企业的结果和差别化措施可以查看',
      en: '{title} ({year}) was published: see your result and the measures attached to it',
    },
    'evaluation.told_published.name': { zh: '评价结果公布', en: 'publication of assessments' },
    'evaluation.no_document': {
      zh: '这份申诉没有编号为 {id} 的材料。请从申诉页的材料列表打开。',
      en: 'This objection has no document {id}. Open it from the list on the page of objections.',
    },
    'evaluation.appeal_closed': {
      zh: '这份申诉已经答复或撤回，不能再补充材料。',
      en: 'This objection has been answered or taken back; no document can be added.',
    },
    'evaluation.too_many_documents': {
      zh: '一份申诉最多附 {most} 份材料。请合并成一份 PDF 再上传。',
      en: 'An objection carries {most} documents at most. Join them into one PDF and hand that in.',
    },
    'evaluation.appeal_answered.name': { zh: '评价申诉的答复', en: 'answers to objections' },
  }),
)
