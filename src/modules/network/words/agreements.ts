import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'network',
  catalogueOf({
    'network.no_own_firm': {
      zh: '您的账号没有绑定企业，不能登记企业自己的数据。请先认领企业，或联系链长办。',
      en: 'Your account belongs to no firm, so it cannot write down a firm’s own data. Claim your firm first, or ask the chain office.',
    },
    'network.no_agreement': {
      zh: '没有编号为 {id} 的框架协议，或它不是贵企业的。请从“框架协议”列表打开。',
      en: 'There is no framework agreement {id}, or it is not your firm’s. Open it from the list of agreements.',
    },
    'network.agreement_ends_before': {
      zh: '到期日早于起始日 {startsOn}，没有保存。请改正日期。',
      en: 'The last day is before the first, {startsOn}; nothing was saved. Mend the dates.',
    },
    'network.agreement_year_outside': {
      zh: '{year} 年不在协议期限 {startsOn} 至 {endsOn} 之内，没有保存。请改正年份或期限。',
      en: 'The year {year} is outside the agreement, {startsOn} to {endsOn}; nothing was saved. Mend the year or the dates.',
    },
    'network.agreement_year_twice': {
      zh: '{year} 年写了两次，没有保存。请合成一行。',
      en: 'The year {year} stands twice; nothing was saved. Make one line of it.',
    },
    'network.agreement_year_empty': {
      zh: '{year} 年既没有数量也没有金额，没有保存。请至少填一项，或去掉这一年。',
      en: 'The year {year} has neither volume nor value; nothing was saved. Give one of them, or leave the year out.',
    },
    'network.agreement_no_unit': {
      zh: '写了数量就要写单位（台、吨……），没有保存。',
      en: 'A volume needs its unit (sets, tonnes …); nothing was saved.',
    },
    'network.agreement_no_partner': {
      zh: '对方企业 {id} 不在同一数据集里，或就是本企业，没有保存。请从名录中选择对方企业。',
      en: 'The other party {id} is not in the same data set, or is your own firm; nothing was saved. Choose it from the register.',
    },
    'network.agreement_other_dataset': {
      zh: '贵企业不在所选的数据集里，没有保存。请切换到企业所在的数据集。',
      en: 'Your firm is not in the data set chosen; nothing was saved. Switch to the one that holds it.',
    },
    'network.agreement_no_city': {
      zh: '采购方“{name}”在名录里没有所在城市，没有保存。请先更正名录。',
      en: 'The register knows no city of the buyer “{name}”; nothing was saved. Correct the register first.',
    },
    'network.agreement_not_renewable': {
      zh: '协议 {id} 不能由这份续签：须是相同两方、仍有效且尚未续签的协议。',
      en: 'Agreement {id} cannot be renewed by this one: it must be of the same two parties, in force and not renewed yet.',
    },
    'network.reason_missing': { zh: '请写明理由。', en: 'Give a reason.' },
    'network.agreement_step': {
      zh: '协议现在是“{state}”，轮不到这一步，没有改动。请刷新后再看。',
      en: 'The agreement is “{state}” now; this step is not open to you and nothing changed. Load the page again.',
    },
    'network.agreement_not_confirmed': {
      zh: '协议 {id} 还没有得到对方确认，不能登记交货。请先由对方确认。',
      en: 'Agreement {id} is not confirmed by the other party, so no delivery can be told. Let it be confirmed first.',
    },
    'network.delivery_empty': {
      zh: '数量和金额都没有，这一笔没有登记。请至少填一项。',
      en: 'Neither volume nor value is given; this delivery was not taken. Give one of them.',
    },
    'network.delivery_to_come': {
      zh: '交货日期 {day} 还没有到，这一笔没有登记。请填写实际交货的日期。',
      en: 'The day of delivery, {day}, is still to come; this delivery was not taken. Give the day on which it came.',
    },
    'network.delivery_differs': {
      zh: '送货单号“{reference}”已经登记过，数字不同，这一笔没有登记。请核对；登记错的一方先撤回原来那笔。',
      en: 'The delivery note “{reference}” is held with other figures; this one was not taken. Check it; the party that told it wrongly takes it back first.',
    },
    'network.no_delivery': {
      zh: '没有这笔交货（{id}），或它是对方登记的。只有登记的一方能撤回。',
      en: 'There is no such delivery ({id}), or the other party told it. Only who told it can take it back.',
    },
    'network.day_bad': {
      zh: '日期“{text}”读不出来，这一行没有导入。请写成 2026-03-01。',
      en: 'The day "{text}" cannot be read; this row was not imported. Write it like 2026-03-01.',
    },
    'network.reference_missing': {
      zh: '没有送货单号或超过 100 字，这一行没有导入：单号用来防止重复计数。',
      en: 'The delivery note has no number, or one above 100 characters; this row was not imported: the number keeps it from counting twice.',
    },
    'network.volume_bad': {
      zh: '数量“{text}”不是最多三位小数的数，这一行没有导入。不知道就留空。',
      en: 'The volume "{text}" is no number with at most three decimals; this row was not imported. Leave it empty if unknown.',
    },
    'network.agreement_proposed': {
      zh: '{name} 登记了一份与贵企业的框架协议，请确认',
      en: '{name} wrote down a framework agreement with your firm; please confirm',
    },
    'network.agreement_proposed.name': { zh: '框架协议待确认', en: 'Framework agreement to confirm' },
    'network.agreement_confirm': {
      zh: '{name} 确认了框架协议',
      en: '{name} confirmed the framework agreement',
    },
    'network.agreement_confirm.name': { zh: '框架协议已确认', en: 'Framework agreement confirmed' },
    'network.agreement_refuse': {
      zh: '{name} 不认可框架协议，理由见协议',
      en: '{name} refused the framework agreement; the reason stands with it',
    },
    'network.agreement_refuse.name': { zh: '框架协议未获认可', en: 'Framework agreement refused' },
    'network.agreement_withdraw': {
      zh: '{name} 撤回了框架协议',
      en: '{name} withdrew the framework agreement',
    },
    'network.agreement_withdraw.name': { zh: '框架协议被撤回', en: 'Framework agreement withdrawn' },
    'network.agreement_terminate': {
      zh: '{name} 提前终止了框架协议，理由见协议',
      en: '{name} ended the framework agreement early; the reason stands with it',
    },
    'network.agreement_terminate.name': { zh: '框架协议提前终止', en: 'Framework agreement ended early' },
    'network.todo_confirm': {
      zh: '确认与{partner}的框架协议（{product}）',
      en: 'Confirm the framework agreement with {partner} ({product})',
    },
    'network.todo_renew': {
      zh: '与{partner}的框架协议（{product}）即将到期，续签或另作安排',
      en: 'The framework agreement with {partner} ({product}) runs out soon: renew it or arrange otherwise',
    },
  }),
)
