import type { ImportField } from '../../registry/index.ts'

const field = (
  name: string,
  zh: string,
  en: string,
  headers: readonly string[],
  isRequired = false,
): ImportField => ({ name, words: { zh, en }, headers: [name, zh, en, ...headers], isRequired })

/**
 * The columns of a spreadsheet of supply relations. Either one firm a row with its partner (who sells is then asked),
 * or a supplier and a buyer. The unit of an amount is read from its header: 采购金额（万元）.
 */
export const relationFields: readonly ImportField[] = [
  field('stockCode', '证券代码', 'stock code', ['股票代码', '公司代码']),
  field('creditCode', '统一社会信用代码', 'credit code', ['uscc', '社会信用代码', '信用代码']),
  field('name', '企业名称', 'name', ['full_name', '公司名称', '单位名称', '企业全称', '本企业']),
  field('partnerName', '合作方名称', 'partner', [
    'partner_name_raw',
    'partner_name',
    '合作方',
    '对方名称',
    '交易对方',
    '伙伴名称',
  ]),
  field('partnerCode', '合作方统一社会信用代码', 'partner credit code', [
    'partner_uscc',
    '对方统一社会信用代码',
    '对方信用代码',
  ]),
  field('supplierName', '供应商名称', 'supplier', [
    'supplier_name',
    '供应商',
    '供货商',
    '供应商全称',
    '供方',
  ]),
  field('supplierCode', '供应商统一社会信用代码', 'supplier credit code', [
    'supplier_uscc',
    '供应商信用代码',
  ]),
  field('buyerName', '采购方名称', 'buyer', [
    'buyer_name',
    '采购方',
    '采购商',
    '采购企业',
    '客户名称',
    '客户',
    'customer',
    '需方',
  ]),
  field('buyerCode', '采购方统一社会信用代码', 'buyer credit code', [
    'buyer_uscc',
    '采购方信用代码',
    '客户统一社会信用代码',
  ]),
  field('year', '年份', 'year', ['年度', '报告年度', '统计年度'], true),
  field('rank', '名次', 'rank', ['排名', '序位']),
  field('sharePct', '占比', 'share', [
    'ratio_pct',
    '采购占比',
    '占采购总额比例',
    '占年度采购总额比例',
    '占年度采购总额比',
    '比例',
    '份额',
  ]),
  field('amount', '金额', 'amount', ['采购金额', '采购额', '交易金额', '销售金额', '销售额']),
  field('product', '产品', 'product', ['产品名称', '采购内容', '采购产品', '物料', '货物名称']),
]

/** An invented relation, as the template shows it. */
export const relationExample: Readonly<Record<string, string>> = {
  supplierName: '示例轴承有限公司（示例行，请删去）',
  buyerName: '示例整车有限公司',
  year: '2024',
  rank: '1',
  sharePct: '12.5',
  product: '轴承',
}
