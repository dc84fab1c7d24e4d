// The statement as an office hands it out: a document of pages and a workbook. Chinese only, as official papers are.
import type { Block, PagedDocument, Sheet } from '../../../../engines/documents/index.ts'
import type { Statement } from '../../model.ts'
import { yuanOf } from './chinese-amount.ts'

const unknown = '未知'
const yuanText = (fen: string | null): string =>
  fen === null ? unknown : yuanOf(BigInt(fen)).replace(/\B(?=(\d{3})+\.)/g, ',')
const yuanNumber = (fen: string | null): number | null => (fen === null ? null : Number(yuanOf(BigInt(fen))))
const yearText = (year: number | null): string => (year === null ? '日期未记' : `${year} 年`)
const statusTexts = { planned: '计划', ordered: '已报财政', paid: '已拨付', cancelled: '取消' } as const
const reporterTexts = { department: '税务部门', office: '主管机关', firm: '企业自报' } as const

const reliefText = (sum: string | null, unknownCount: number): string =>
  unknownCount === 0 ? yuanText(sum) : `${yuanText(sum)}（另有 ${unknownCount} 项数额未知）`

type Cells = readonly (string | null)[]
const table = (
  caption: string,
  head: readonly string[],
  shares: readonly number[],
  rows: readonly Cells[],
  figures: readonly number[],
): Block => ({
  kind: 'table',
  caption,
  head,
  shares,
  figures,
  rows: rows.map((row) => row.map((text) => ({ text: text ?? '' }))),
})

const spanText = ({ from, to }: Statement): string =>
  from === null && to === null ? '全部年度' : `${from ?? '最早'} 年至 ${to ?? '今'} 年`

/** What stands over and under every statement: whose it is, of which years, and what it does not tell. */
export function statementNotes(statement: Statement): string[] {
  const { isWhole, totals } = statement
  return [
    `截至 ${statement.asOf}；${spanText(statement)}。金额单位：元。`,
    '核定按批准或签约当日、拨付按凭证日、追回按到账日计入年度。',
    '税费减免由税务部门、主管机关或企业填报，本系统不推算；数额未报的记为未知，不计入合计。加计扣除额是扣除基数，不是减免额。',
    ...(totals.openFen === '0' ? [] : [`已核定尚未拨付：${yuanText(totals.openFen)} 元，未计入已拨付。`]),
    ...(isWhole ? [] : ['本表只含本部门承担环节的办件，不是该企业的全部。']),
    ...(statement.dataset === 'demo' ? ['演示数据，系虚构，不得作为凭据。'] : []),
  ]
}

const yearRows = ({ years, totals }: Statement): Cells[] => [
  ...years.map((one) => [
    yearText(one.year),
    yuanText(one.grantedFen),
    yuanText(one.paidFen),
    yuanText(one.recoveredFen),
    reliefText(one.reliefFen, one.reliefsUnknown),
  ]),
  [
    '合计',
    yuanText(totals.grantedFen),
    yuanText(totals.paidFen),
    yuanText(totals.recoveredFen),
    reliefText(totals.reliefFen, totals.reliefsUnknown),
  ],
]

type Case = Statement['cases'][number]
const documentText = ({ documents }: Case): string => documents.map(({ fileName }) => fileName).join('、')

/** Each payment and each return of a case, in words. */
function moneyLines({ payments, recoveries }: Case): string {
  const out = payments.map(
    ({ label, amountFen, status, paidOn, voucher }) =>
      `${label} ${yuanText(amountFen)}（${[statusTexts[status], paidOn, voucher && `凭证 ${voucher}`].filter(Boolean).join('，')}）`,
  )
  const back = recoveries.map(
    ({ amountFen, receivedOn, reason }) =>
      `追回 ${yuanText(amountFen)}（${[receivedOn ?? '日期未记', reason].filter(Boolean).join('，')}）`,
  )
  return [...out, ...back].join('；')
}

/** The statement as pages; both writers draw it. */
export function statementPages(statement: Statement): PagedDocument {
  const { organisation, cases, reliefs, policies } = statement
  const code = organisation.creditCode === null ? '' : `（统一社会信用代码 ${organisation.creditCode}）`
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })
  const paragraph = (text: string): Block => ({ kind: 'paragraph', parts: [{ text }], isFlush: true })
  const isEmpty = cases.length === 0 && reliefs.length === 0
  return {
    title: '惠企政策兑现账单',
    subtitle: `${organisation.name}${code}${statement.dataset === 'demo' ? '（演示数据）' : ''}`,
    issuer: null,
    date: statement.asOf,
    notes: [],
    blocks: [
      ...statementNotes(statement).map(paragraph),
      ...(isEmpty ? [paragraph('没有已核定、已拨付的政策资金，也没有填报的税费减免。')] : []),
      ...(isEmpty
        ? []
        : [
            heading('一、分年度'),
            table(
              '各年度核定、拨付、追回与税费减免（元）',
              ['年度', '核定', '已拨付', '已追回', '税费减免（填报）'],
              [16, 20, 20, 18, 26],
              yearRows(statement),
              [1, 2, 3, 4],
            ),
          ]),
      ...(policies.length === 0
        ? []
        : [
            heading('二、分政策'),
            table(
              '各政策核定、拨付与追回（元）',
              ['政策', '核定', '已拨付', '已追回'],
              [46, 18, 18, 18],
              policies.map((one) => [
                one.title,
                yuanText(one.grantedFen),
                yuanText(one.paidFen),
                yuanText(one.recoveredFen),
              ]),
              [1, 2, 3],
            ),
            heading('三、办件与材料'),
            table(
              '逐件的拨付、追回与材料',
              ['事项', '核定日', '核定（元）', '拨付与追回', '材料'],
              [24, 14, 15, 30, 17],
              cases.map((one) => [
                `${one.title}（${one.stateTitle}）`,
                one.grantedOn ?? unknown,
                yuanText(one.grantedFen),
                moneyLines(one),
                documentText(one),
              ]),
              [2],
            ),
          ]),
      ...(reliefs.length === 0
        ? []
        : [
            heading('四、税费减免（填报）'),
            table(
              '填报的税费减免（元）',
              ['年度', '项目', '减免或退还税额', '加计扣除额', '填报', '出处'],
              [10, 22, 17, 17, 14, 20],
              reliefRows(statement).map((row) => row.map((cell) => String(cell))),
              [2, 3],
            ),
          ]),
    ],
  }
}

const reliefRows = ({ reliefs }: Statement): Cells[] =>
  reliefs.map((one) => [
    String(one.year),
    one.counts ? one.title : `${one.title}（与上级来源重复，不计入）`,
    yuanText(one.amountFen),
    one.kind === 'rd_deduction' ? yuanText(one.basisFen) : '—',
    `${reporterTexts[one.reporter]} ${one.by} ${one.on}`,
    one.source,
  ])

/** The statement as a workbook: years, cases and reliefs a sheet each; amounts are numbers of yuan, exact to the fen. */
export function statementSheets(statement: Statement): Sheet[] {
  const mark = statement.dataset === 'demo' ? '（演示数据）' : ''
  const title = `${statement.organisation.name} 惠企政策兑现账单${mark}`
  const notes = statementNotes(statement)
  const payments = statement.cases.flatMap((one) => [
    ...one.payments.map((payment) => ({
      one,
      payment,
      kind: statusTexts[payment.status],
      day: payment.paidOn,
    })),
    ...one.recoveries.map((back) => ({
      one,
      payment: { label: back.reason ?? '', amountFen: back.amountFen, voucher: null },
      kind: '追回',
      day: back.receivedOn,
    })),
  ])
  return [
    {
      name: '分年度',
      title,
      head: [
        '年度',
        '核定（元）',
        '已拨付（元）',
        '已追回（元）',
        '税费减免（填报，元）',
        '数额未知的减免（项）',
      ],
      widths: [12, 18, 18, 18, 22, 20],
      rows: statement.years.map((one) => [
        yearText(one.year),
        yuanNumber(one.grantedFen),
        yuanNumber(one.paidFen),
        yuanNumber(one.recoveredFen),
        yuanNumber(one.reliefFen),
        one.reliefsUnknown,
      ]),
      notes,
    },
    {
      name: '逐笔',
      title,
      head: ['政策', '事项', '核定日', '核定（元）', '类别', '说明', '金额（元）', '日期', '凭证', '材料'],
      widths: [30, 30, 13, 16, 10, 20, 16, 13, 18, 30],
      rows: payments.map(({ one, payment, kind, day }) => [
        one.policyTitle,
        one.title,
        one.grantedOn,
        yuanNumber(one.grantedFen),
        kind,
        payment.label,
        yuanNumber(payment.amountFen),
        day ?? (kind === '追回' || kind === '已拨付' ? null : ''),
        payment.voucher ?? '',
        documentText(one),
      ]),
      notes: [],
    },
    {
      name: '税费减免',
      title,
      head: [
        '年度',
        '项目',
        '减免或退还税额（元）',
        '加计扣除额（元）',
        '计入合计',
        '填报方',
        '填报人',
        '填报日',
        '出处',
      ],
      widths: [10, 28, 22, 20, 12, 14, 16, 13, 36],
      rows: statement.reliefs.map((one) => [
        one.year,
        one.title,
        yuanNumber(one.amountFen),
        one.kind === 'rd_deduction' ? yuanNumber(one.basisFen) : '',
        one.counts ? '是' : '否',
        reporterTexts[one.reporter],
        one.by,
        one.on,
        one.source,
      ]),
      notes: [],
    },
  ]
}
