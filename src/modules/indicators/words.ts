import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'indicators',
  catalogueOf({
    'indicators.no_indicator': {
      zh: '这座城市没有指标“{indicator}”。请从指标列表里选择。',
      en: 'This city has no indicator "{indicator}". Choose one from the list.',
    },
    'indicators.version_moved': {
      zh: '没有保存：您打开的是第 {basedOn} 版，现在已是第 {version} 版。请刷新后再改。',
      en: 'Not saved: you opened version {basedOn}, now version {version} holds. Refresh and change that one.',
    },
    'indicators.formula_bad': { zh: '没有保存。{fault}', en: 'Not saved. {fault}' },
    'indicators.nothing_changed': {
      zh: '与第 {version} 版相同，没有写成新版本。',
      en: 'This is the same as version {version}; no new version was written.',
    },
    'indicators.period_not_over': {
      zh: '{period} 到 {asOf} 才结束，还不能录入这一期的数值。请改时间。',
      en: '{period} ends on {asOf} only; its figure cannot be entered yet. Change the period.',
    },
    'indicators.source_later': {
      zh: '来源日期 {date} 还没有到。请核对。',
      en: 'The date of the source, {date}, has not come yet. Check it.',
    },
    'indicators.said_already': {
      zh: '“{source}”已经给出过 {period} 的数值，没有重复录入。要更正请先撤回原来的一条并写明理由。',
      en: '"{source}" has given a figure for {period} already; nothing was entered. To correct it, take the old one back with a reason first.',
    },
    'indicators.key_used': {
      zh: '这个防重号已用于另一条数值。请换一个。',
      en: 'This key was used for another figure. Take another.',
    },
    'indicators.no_value': {
      zh: '没有编号为 {id} 的录入数值。请刷新后再看。',
      en: 'There is no entered figure {id}. Refresh and look again.',
    },
    'indicators.value_withdrawn': {
      zh: '这条数值已经撤回。请刷新后再看。',
      en: 'This figure was taken back already. Refresh and look again.',
    },
    'indicators.target_wrong': {
      zh: '目标没有保存，请改正标出的各项。',
      en: 'The target was not saved. Mend the fields that are marked.',
    },
    'indicators.range_needs_two': {
      zh: '写成区间时要填两个数，其他写法只填一个数。',
      en: 'A range takes two numbers, everything else takes one.',
    },
    'indicators.range_backwards': {
      zh: '区间的前一个数要小于后一个数。',
      en: 'The first number of a range must be smaller than the second.',
    },
    'indicators.times_positive': {
      zh: '倍数要大于 0，例如翻一番写 2。',
      en: 'A multiple is above 0; twice is 2.',
    },
    'indicators.due_before_source': {
      zh: '完成期限 {due} 早于来源日期 {date}。请核对。',
      en: 'The deadline {due} is before the date of the source, {date}. Check them.',
    },
    'indicators.no_target': {
      zh: '没有编号为 {id} 的人工目标。资料包里的目标请在资料包中更正。',
      en: 'There is no target {id} that people wrote. Targets of a pack are corrected in the pack.',
    },
    'indicators.target_withdrawn': {
      zh: '这个目标已经撤回。请刷新后再看。',
      en: 'This target was taken back already. Refresh and look again.',
    },
    'indicators.offered_moved': {
      zh: '有 {count} 个目标在作废之后已有新的依据，不能整份恢复，什么都没有改。请先处理下列各项。',
      en: 'Since the withdrawal {count} targets have been overtaken, so that the whole cannot be brought back; nothing was changed. Settle these first.',
    },
    'indicators.target_replaced': {
      zh: '指标 {indicator} 的同一目标，作废后已按《{title}》登记。要恢复原来的，请先撤回后来的。',
      en: 'The same target of indicator {indicator} was taken up from “{title}” since. Take that one back first.',
    },
    'indicators.same_unit': {
      zh: '单位本来就是 {unit}。只改别的，就不要填新单位。',
      en: 'It is counted in {unit} already. Leave the new unit empty to change something else.',
    },
    'indicators.unit_in_formula': {
      zh: '指标“{indicator}”的算式用到它，换单位后不成立：{fault}请先改那个算式。',
      en: 'The formula of “{indicator}” uses it and would no longer fit: {fault} Change that formula first.',
    },
    'indicators.unit_moved': {
      zh: '指标 {indicator} 的单位已由 {before} 改为 {now}，原目标不能照旧恢复，请按新单位重新登记。',
      en: 'Indicator {indicator} is counted in {now} now, not in {before}: enter the target anew in that unit.',
    },
    'indicators.target_holds': {
      zh: '这个目标没有撤回，不用恢复。',
      en: 'This target was not taken back; there is nothing to bring back.',
    },
    'indicators.id_taken': {
      zh: '编号“{indicator}”已有指标（也可能已撤回）。请换一个编号。',
      en: 'There is an indicator "{indicator}" already, perhaps one that was taken back. Choose another id.',
    },
    'indicators.definition_withdrawn': {
      zh: '这个指标已经撤回。请刷新后再看。',
      en: 'This indicator was taken back already. Refresh and look again.',
    },
    'indicators.definition_holds': {
      zh: '这个指标没有撤回，不用恢复。',
      en: 'This indicator was not taken back; there is nothing to bring back.',
    },
    'indicators.definition_of_pack': {
      zh: '指标“{indicator}”来自资料包，不能在这里撤回；可以写新的一版。',
      en: 'The indicator "{indicator}" comes with a pack and is not taken back here; write a new version instead.',
    },
    'indicators.definition_used': {
      zh: '还有 {count} 处数值、目标或算式用着这个指标。请先撤回它们。',
      en: '{count} series, targets or formulas still stand on this indicator. Take those back first.',
    },
    'indicators.no_conflict': {
      zh: '没有这项冲突，或来源的数已经变了。请刷新后按现在的数决定。',
      en: 'There is no such conflict, or the figures have changed. Refresh and decide on what stands now.',
    },
    'indicators.binding_unknown': {
      zh: '“{binding}”不在这项冲突里。请从列出的说法中选一个。',
      en: '"{binding}" is no part of this conflict. Choose one of the statements listed.',
    },
    'indicators.each_needs_scopes': {
      zh: '只有口径不同时才能“各按各的口径”。同一口径请选定一个数。',
      en: 'Each may stand for its own scope only where scopes differ. For one scope choose one figure.',
    },
    'indicators.decided_already': {
      zh: '这项冲突已有决定。要改请先撤销原来的决定并写明理由。',
      en: 'This conflict is decided already. To change that, revoke the decision with a reason first.',
    },
    'indicators.no_decision': {
      zh: '没有编号为 {id} 的决定。请刷新后再看。',
      en: 'There is no decision {id}. Refresh and look again.',
    },
    'indicators.decision_revoked': {
      zh: '这项决定已经撤销。请刷新后再看。',
      en: 'This decision was revoked already. Refresh and look again.',
    },
    'indicators.import_period_bad': {
      zh: '“{text}”不是时期。请写成 2024、2024-06 或 2024-06-30。',
      en: '"{text}" is no period. Write 2024, 2024-06 or 2024-06-30.',
    },
    'indicators.import_value_bad': {
      zh: '“{text}”不是数值。请只写数字（可写“约”“超过”“以上”），单位写在单位列。',
      en: '"{text}" is no figure. Write digits only; the unit has its own column.',
    },
    'indicators.import_chain_bad': {
      zh: '“{text}”不是产业链编号。请写编号（小写字母、数字和连字符），全市的数请留空。',
      en: '"{text}" is no id of a chain. Write its id (lower case, digits, hyphens); leave it empty for the whole city.',
    },
    'indicators.import_empty': {
      zh: '这一格不能空。请补上。',
      en: 'This cell must not be empty. Fill it in.',
    },
    'indicators.import_too_long': {
      zh: '超过 {most} 个字，没有录入。请缩短。',
      en: 'Longer than {most} characters; not entered. Shorten it.',
    },
    'indicators.import_city_unknown': {
      zh: '“{city}”没有指标定义。请写六位区划代码或城市名称。',
      en: 'There are no indicators for "{city}". Write the six-digit code or the name of the city.',
    },
    'indicators.import_other_city': {
      zh: '“{city}”不是您所在的城市，没有录入。请由该市人员导入。',
      en: '"{city}" is not your city; not entered. Somebody of that city has to import it.',
    },
    'indicators.import_other_unit': {
      zh: '单位写的是 {unit}，这个指标的单位是 {own}，没有录入。请换算后再导入。',
      en: 'The unit is {unit}, that of the indicator is {own}; not entered. Convert the figure first.',
    },
    'indicators.todo.conflicts': {
      zh: '{count} 处指标来源不一致，等待决定以哪个为准',
      en: '{count} conflicts between sources of indicators wait for a decision',
    },
  }),
)
