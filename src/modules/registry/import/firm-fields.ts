import type { ImportField } from './importer.ts'

const field = (
  name: string,
  zh: string,
  en: string,
  headers: readonly string[],
  isRequired = false,
): ImportField => ({ name, words: { zh, en }, headers: [zh, en, ...headers], isRequired })

/** The columns of a spreadsheet of firms. Short names are left out on purpose: they name nobody for certain. */
export const firmFields: readonly ImportField[] = [
  field(
    'name',
    '企业名称',
    'name',
    ['full_name', '单位名称', '公司名称', '企业全称', '名称', '企业', '公司', '法人单位名称'],
    true,
  ),
  field('creditCode', '统一社会信用代码', 'credit code', [
    'uscc',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '组织机构代码',
  ]),
  field('stockCode', '证券代码', 'stock code', ['股票代码']),
  field('province', '省', 'province', ['省份', '所在省']),
  field('city', '市', 'city', ['城市', '地市', '所在市', '所在地市']),
  field('district', '区县', 'district', ['县区', '区', '县', '所在区', '辖市区', '所属区县']),
  field('address', '注册地址', 'registered address', [
    'reg_address',
    '地址',
    '住所',
    '企业地址',
    '详细地址',
    '单位地址',
  ]),
  field('officeAddress', '办公地址', 'office address', ['经营地址', '生产地址']),
  field('industry', '行业', 'industry', ['所属行业', '行业名称', '行业类别']),
  field('industryCode', '行业代码', 'industry code', ['industry_code', '国民经济行业代码', 'gb/t4754']),
  field('products', '主营产品', 'main products', [
    'main_products',
    'rail_products',
    '产品',
    '主要产品',
    '产品名称',
  ]),
  field('businessScope', '经营范围', 'business scope', ['business_scope']),
  field('ownership', '企业性质', 'ownership', ['所有制', '经济类型', '企业类型']),
  field('founded', '成立日期', 'founded', ['成立时间', '注册日期', '设立日期']),
  field('registeredCapital', '注册资本', 'registered capital', ['reg_capital', '注册资金']),
  field('group', '所属集团', 'group', ['集团', '实际控制人', '母公司']),
  field('titles', '称号', 'titles', [
    '企业称号',
    '荣誉称号',
    '称号名称',
    '资质荣誉',
    '企业资质',
    '已获称号',
    '获得称号',
  ]),
  field('longitude', '经度', 'longitude', ['lng', 'lon', 'x坐标']),
  field('latitude', '纬度', 'latitude', ['lat', 'y坐标']),
  field('coordinateSystem', '坐标系', 'coordinate system', ['datum', '坐标系统']),
]

/** An invented firm, as the template shows it; it is marked as an example and its code is nobody's. */
export const firmExample: Readonly<Record<string, string>> = {
  name: '示例机械有限公司（示例行，请删去）',
  creditCode: '91999999MA0000000K',
  province: '湖南省',
  city: '株洲市',
  district: '石峰区',
  address: '湖南省株洲市石峰区示例路 1 号',
  industry: '铁路机车车辆配件制造',
  industryCode: '3715',
  products: '轴承、齿轮箱',
  founded: '2015-06-01',
  registeredCapital: '1000 万元',
  group: '示例集团',
  titles: '高新技术企业（2023）',
}
