import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'policy',
  catalogueOf({
    'policy.no_call': { zh: '没有编号为 {id} 的征集。', en: 'There is no call {id}.' },
    'policy.call_exists': {
      zh: '{year} 年已经有名为“{title}”的征集。请换一个名称，例如写明批次。',
      en: 'There is a call "{title}" of {year} already. Give it another name, such as the batch.',
    },
    'policy.criteria_twice': { zh: '评分项的代号有重复。', en: 'Two criteria have the same id.' },
    'policy.bounds_backwards': { zh: '支持上限低于下限。', en: 'The most support is below the least.' },
    'policy.call_not_open': {
      zh: '“{title}”的申报时间是 {opensOn} 至 {closesOn}，现在不能申报。',
      en: 'One may apply to "{title}" from {opensOn} to {closesOn}, not now.',
    },
    'policy.call_of_other_clause': {
      zh: '“{title}”对应的城市、数据集或条款与申报不一致。请从征集页面发起申报。',
      en: '"{title}" is of another city, data set or clause. Start the application from the page of the call.',
    },
    'policy.decided_by_call': {
      zh: '这一步在征集 {id} 的页面上对全部申报件一起做，不在单件上做。',
      en: 'This step is taken on the page of call {id} for all of its applications together.',
    },
    'policy.no_call_of_application': {
      zh: '只有计划征集中入选的申报件可以转一事一议。',
      en: 'Only an application selected in a call goes on to an individual agreement.',
    },
    'policy.support_out_of_bounds': {
      zh: '金额 {amount} 元不在本次征集的支持范围（{from} 至 {to} 元）之内。请改正申报金额或支持额。',
      en: 'The amount {amount} is outside what this call supports ({from} to {to} yuan). Mend the amount.',
    },
    'policy.call_window_runs': {
      zh: '申报时间到 {closesOn} 才截止，次日起可以开始评审。',
      en: 'The window runs until {closesOn}; the review begins the day after.',
    },
    'policy.call_unchecked': {
      zh: '还有 {count} 件没有审核完（{subjects}），不能确定名单。请先办完或退出。',
      en: '{count} applications are not checked yet ({subjects}), so no list can be made. Finish them first.',
    },
    'policy.call_empty': {
      zh: '没有待核定的申报件，无法确定名单。',
      en: 'No application waits to be decided, so there is nothing to select from.',
    },
    'policy.points_lacking': {
      zh: '还有评审没有打分：{subjects}。请等打分齐全，或更换评审。',
      en: 'Points are still missing: {subjects}. Wait for them, or replace the reviewer.',
    },
    'policy.reviewers_short': {
      zh: '每件需要 {needed} 位可以评审的人（本单位的件须回避），不够的：{subjects}。请补充评审。',
      en: 'Each application needs {needed} reviewers who may judge it (nobody judges their own organisation); short: {subjects}. Name more.',
    },
    'policy.not_reviewer': {
      zh: '您不是“{title}”所属征集的评审，不能打分。由牵头机关指定或抽取评审。',
      en: 'You are not a reviewer of the call of "{title}". The lead office names or draws reviewers.',
    },
    'policy.no_such_reviewer': {
      zh: '有 {count} 位不在本市可以担任评审的账号中。请刷新后重选。',
      en: '{count} of them are no accounts of this city that can review. Reload and choose again.',
    },
    'policy.no_reviewer': {
      zh: '这次征集没有编号为 {id} 的在任评审。',
      en: 'This call has no present reviewer {id}.',
    },
    'policy.pool_too_small': {
      zh: '可抽取的只有 {pool} 人（已担任评审、或所在单位有申报件的不参加抽取），要抽 {count} 人。请增加候选人。',
      en: 'Only {pool} can be drawn (reviewers already, and people whose organisation applies, are left out) for {count}. Put more people forward.',
    },
    'policy.reviewers_fixed': {
      zh: '“{title}”的名单已经确定，评审不能再变。',
      en: 'The list of "{title}" is made; its reviewers do not change any more.',
    },
    'policy.nobody_selected': { zh: '请至少选定一件。', en: 'Select at least one application.' },
    'policy.call_too_many': {
      zh: '选定了 {chosen} 件，名额是 {places} 件。',
      en: '{chosen} are selected; there are {places} places.',
    },
    'policy.call_order_needs_reason': {
      zh: '选定的名单没有按评分名次（有名次在前或并列的未选）。请写明理由。',
      en: 'The choice leaves the order of points (somebody above or on the same place is passed over). Give the reason.',
    },
    'policy.call_unagreed': {
      zh: '还有 {count} 件没有订立协议或在复核（{subjects}）。',
      en: '{count} have no agreement yet or are under appeal ({subjects}).',
    },
    'policy.not_selected': {
      zh: '“{title}”没有入选，不能据此订立协议。',
      en: '"{title}" was not selected, so no agreement follows from it.',
    },
    'policy.support_above_list': {
      zh: '协议总额 {amount} 元超过公示的支持上限 {most} 元。请调整里程碑金额。',
      en: 'The agreement of {amount} yuan is above the {most} that was made public. Lower the milestones.',
    },
    'policy.not_judged_now': {
      zh: '“{title}”现在不在评审环节，不能打分。',
      en: '"{title}" is not under review now, so no points can be given.',
    },
    'policy.points_missing': {
      zh: '“{label}”还没有打分（满分 {max}）。',
      en: '"{label}" has no points yet (at most {max}).',
    },
    'policy.points_above': { zh: '“{label}”最多 {max} 分。', en: '"{label}" has {max} points at most.' },
    'policy.told_reviewer': { zh: '请您担任“{title}”的评审', en: 'You are asked to review "{title}"' },
    'policy.told_reviewer.name': { zh: '被指定为评审', en: 'Named as a reviewer' },
    'policy.todo_review': {
      zh: '为“{title}”打分，还有 {count} 件',
      en: 'Give points for "{title}": {count} left',
    },
    'policy.no_criterion': { zh: '没有评分项“{label}”。', en: 'There is no criterion "{label}".' },
  }),
)
