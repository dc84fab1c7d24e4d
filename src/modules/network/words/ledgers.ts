import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'network',
  catalogueOf({
    'network.no_ledger': {
      zh: '没有编号为 {id} 的采购台账，或它不是贵企业的。',
      en: 'There is no purchase ledger {id}, or it is not your firm’s.',
    },
    'network.ledger_no_supplier': {
      zh: '没有供应商名称或超过 200 字，这一行没有导入。',
      en: 'The supplier has no name, or one above 200 characters; this row was not imported.',
    },
    'network.ledger_no_amount': {
      zh: '金额和金额区间都没有，这一行没有导入：没有金额的行不进入任何比率。',
      en: 'Neither amount nor band is given; this row was not imported: without an amount it enters no ratio.',
    },
    'network.band_bad': {
      zh: '金额区间“{text}”读不出来，这一行没有导入。请写成 100-500，下限在前。',
      en: 'The band "{text}" cannot be read; this row was not imported. Write it like 100-500, the lower end first.',
    },
    'network.ledger_mapping': {
      zh: '列的对应关系读不出来，没有导入。请重新选择各列。',
      en: 'The mapping of the columns cannot be read; nothing was imported. Choose the columns again.',
    },
    'network.ledger_empty': {
      zh: '文件里没有一行能用，没有保存。请先“检查”，按提示改正。',
      en: 'Not one row of the file can be used; nothing was saved. Check the file first and mend what is told.',
    },
    'network.ledger_consent_closed': {
      zh: '这份台账的授权已经撤回，不能再计入汇总。需要时请重新上传。',
      en: 'The consent for this ledger was withdrawn, so it cannot be counted again. Hand the file in anew if you wish.',
    },
  }),
)
