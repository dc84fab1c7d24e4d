import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'risk',
  catalogueOf({
    'risk.import_firm_column': {
      zh: '没有一列是企业名称或统一社会信用代码，不知道是谁报的。请指定这一列。',
      en: 'No column holds a firm’s name or credit code, so it is not known who reports. Choose that column.',
    },
    'risk.import_firm_empty': {
      zh: '没有写企业。请填企业名称或统一社会信用代码。',
      en: 'No firm is named. Write its name or credit code.',
    },
    'risk.import_no_firm': {
      zh: '登记簿里没有“{firm}”，或有几家同名。请先导入这家企业，或补上统一社会信用代码。',
      en: '“{firm}” is not registered, or several firms bear the name. Import the firm first, or add its credit code.',
    },
    'risk.import_period': {
      zh: '“{text}”不是报送期。月报写 2026-10 或 2026年10月，周报写 2026-W43。',
      en: '“{text}” is no period. Write 2026-10 for a month, 2026-W43 for a week.',
    },
    'risk.import_number': {
      zh: '“{text}”不是可用的数。请写不小于 0 的数；不知道就留空。',
      en: '“{text}” is no usable number. Write a number not below 0; leave it empty where unknown.',
    },
    'risk.import_orders_unit': {
      zh: '看不出“{header}”的单位。请在表头写明，例如“订单（万元）”。',
      en: 'The unit of “{header}” is not clear. Put it into the head, for example “orders (yuan)”.',
    },
    'risk.import_capacity': {
      zh: '“{text}”看不出是百分数还是比例，或超出 0 至 200%。请写 82%，或在表头写明“（%）”。',
      en: '“{text}” could be a percentage or a ratio, or lies outside 0 to 200 %. Write 82%, or put (%) into the head.',
    },
    'risk.import_logistics': {
      zh: '“{text}”不是物流状况。请写正常、迟缓或中断；不知道就留空。',
      en: '“{text}” is no state of logistics. Write normal, slow or blocked; leave it empty where unknown.',
    },
    'risk.import_input_empty': {
      zh: '写了库存 {days} 天，没有写是哪项关键投入。',
      en: 'Stock of {days} days is told, but not of which key input.',
    },
    'risk.import_too_long': {
      zh: '文字太长，最多 {most} 个字。',
      en: 'The text is too long; {most} characters at most.',
    },
    'risk.import_clash': {
      zh: '与第 {firstLine} 行是同一企业同一期，但数字不同或关键投入超过 50 项。请留下正确的一行。',
      en: 'Line {firstLine} is of the same firm and period with other figures, or there are more than 50 key inputs. Keep the right line.',
    },
    'risk.import_replaces': {
      zh: '“{firm}”这一期 {day} 已报过，现以本行为准；本行留空的，不再算作已报。',
      en: '“{firm}” told this period on {day}; this line takes its place, and what it leaves empty counts as not told.',
    },
  }),
)
