import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'atlas',
  catalogueOf({
    'atlas.import_no_firm': {
      zh: '没有写企业名称，这一行没有导入。请填写。',
      en: 'No firm is named; the line was not imported. Fill it in.',
    },
    'atlas.import_no_kind': {
      zh: '没有写线索类别，这一行没有导入。请填“配套企业”或“项目”。',
      en: 'No kind is given; the line was not imported. Write "supplier" or "project".',
    },
    'atlas.import_no_owner': {
      zh: '没有写招引单位，这一行没有导入。请填写由谁跟进。',
      en: 'Nobody is named who attracts it; the line was not imported. Name the unit.',
    },
    'atlas.import_kind_bad': {
      zh: '“{text}”不是线索类别。请填“配套企业”或“项目”。',
      en: '"{text}" is no kind of lead. Write "supplier" or "project".',
    },
    'atlas.import_size_bad': {
      zh: '“{text}”不是规模。请填“重大项目”或“优质中小项目”，不清楚就留空。',
      en: '"{text}" is no size. Write "major" or "small", or leave it empty where unknown.',
    },
    'atlas.import_state_bad': {
      zh: '“{text}”不是阶段。请填线索、接触、考察、洽谈、签约、落地或未成。',
      en: '"{text}" is no stage. Write found, first contact, visited, negotiating, signed, landed or lost.',
    },
    'atlas.import_reason_bad': {
      zh: '“{text}”不是未成原因。请填企业无意向、落户别处、用地或厂房不合适、成本、政策条件、市场变化、不符合环保、能耗或产业要求、其他之一。',
      en: '"{text}" is no reason of the list. Write no interest, went elsewhere, land or factory did not fit, cost, terms of policy, market changed, environmental, energy or industry standard, or other.',
    },
    'atlas.import_day_bad': {
      zh: '“{text}”不是日期。请写到日，例如 2026-03-05。',
      en: '"{text}" is no day. Write the whole day, for example 2026-03-05.',
    },
    'atlas.import_no_unit': {
      zh: '投资额“{text}”没有单位。请在表头或格子里写明元、万元或亿元。',
      en: 'The investment "{text}" has no unit. Say yuan, 10,000 yuan or 100 million yuan in the header or the cell.',
    },
    'atlas.import_money_bad': {
      zh: '“{text}”读不成金额。请只写数字；一个区间请写在“最近进展”里。',
      en: '"{text}" cannot be read as an amount. Write a number only; a range belongs into the latest news.',
    },
    'atlas.import_code_bad': {
      zh: '“{text}”不是统一社会信用代码。请核对 18 位代码，或留空。',
      en: '"{text}" is no credit code. Check its 18 characters, or leave it empty.',
    },
    'atlas.import_too_long': {
      zh: '这一格超过 {most} 个字，没有导入。请缩短。',
      en: 'The cell is longer than {most} characters; the line was not imported. Shorten it.',
    },
    'atlas.import_no_city': {
      zh: '不知道是哪个城市的线索（“{text}”），没有导入。请在“引进城市”写城市全名或区划代码。',
      en: 'It is not known which city works on it ("{text}"); the line was not imported. Write the full name or code of the city.',
    },
    'atlas.import_other_city': {
      zh: '“{city}”不是您所在的城市，这一行没有导入。请由该市的链长办导入。',
      en: '"{city}" is not your city; the line was not imported. Its own chain office has to import it.',
    },
    'atlas.import_day_ahead': {
      zh: '{date} 还没有到，这一行没有导入。请填写实际发生的日期。',
      en: '{date} lies ahead; the line was not imported. Give the day on which it happened.',
    },
    'atlas.import_day_backwards': {
      zh: '{date} 早于前一个阶段的日期，这一行没有导入。请核对各阶段的日期。',
      en: '{date} is before the day of the stage before; the line was not imported. Check the days.',
    },
    'atlas.import_landed_undated': {
      zh: '阶段是“落地”却没有落地日期，这一行没有导入。请填写，以便计入成果。',
      en: 'The stage is "landed" without a day of landing; the line was not imported. Give it, so that it can be counted.',
    },
    'atlas.import_lost_comment': { zh: '导入的表格记为未成', en: 'Told as lost by an imported file' },
    'atlas.import_note_undated': {
      zh: '“最近进展”没有写日期，没有留存；线索已建立。请在线索页补记。',
      en: 'The latest news bears no day and was not kept; the lead was made. Write it down on the page of the lead.',
    },
    'atlas.import_held_elsewhere': {
      zh: '已有线索“{title}”（编号 {id}）在“{state}”，表里写的是“{told}”，没有改动。请在线索页按阶段办理。',
      en: 'The lead "{title}" ({id}) stands at "{state}", the file says "{told}"; it was not changed. Take the steps on its page.',
    },
  }),
)
