import type { ImportField } from '../../import/importer.ts'

const field = (
  name: string,
  zh: string,
  en: string,
  headers: readonly string[],
  isRequired = false,
): ImportField => ({ name, words: { zh, en }, headers: [zh, en, ...headers], isRequired })

/** The columns of a spreadsheet of parks. Areas take their unit from the cell, else from the header: 可供土地（亩）. */
export const parkFields: readonly ImportField[] = [
  field('name', '园区名称', 'park', ['园区', '园区全称', '名称', '开发区名称', 'name'], true),
  field('shortName', '园区简称', 'short name', ['简称', '别名']),
  field('city', '城市', 'city', ['所在市', '所在城市', '区划代码', '市'], true),
  field('district', '所在区县', 'district', ['区县', '县区', '县市区', '所属区县', '辖市区']),
  field('titles', '园区称号', 'park titles', ['称号', '称号名称', '荣誉称号', '园区荣誉']),
  field('titleLevel', '称号级别', 'title level', ['级别', '园区级别']),
  field('titleGranted', '称号认定时间', 'title granted on', ['认定时间', '认定日期', '批准时间', '获批时间']),
  field('address', '园区地址', 'park address', ['地址', '详细地址', '位置']),
  field('longitude', '经度', 'longitude', ['lng', 'lon', 'x坐标']),
  field('latitude', '纬度', 'latitude', ['lat', 'y坐标']),
  field('coordinateSystem', '坐标系', 'coordinate system', ['datum', '坐标系统']),
  field('partnerCountry', '合作国别', 'partner country', ['合作国家', '国别', '合作方国家']),
  field('landTotal', '土地总面积', 'land in all', [
    '规划面积',
    '园区面积',
    '土地总面积（亩）',
    '土地总面积（平方公里）',
    '规划面积（平方公里）',
    '总面积',
  ]),
  field('landFree', '可供土地', 'free land', [
    '可供地面积',
    '可供土地（亩）',
    '可供地（亩）',
    '空闲土地',
    '可用土地',
  ]),
  field('factoryTotal', '标准厂房总面积', 'standard factories in all', [
    '标准厂房面积',
    '标准厂房',
    '标准厂房总面积（平方米）',
    '标准厂房总面积（万平方米）',
  ]),
  field('factoryFree', '空闲标准厂房', 'free standard factories', [
    '空闲厂房',
    '可租厂房',
    '可用厂房',
    '空置厂房面积',
    '空闲标准厂房（平方米）',
    '空闲标准厂房（万平方米）',
  ]),
  field('asOf', '数据日期', 'as of', ['截至日期', '统计日期', '截至时间']),
  field('note', '园区备注', 'park note', ['备注', '简介', '园区简介']),
  field('source', '数据来源', 'source', ['来源', '出处']),
]

/** An invented park, as the template shows it. */
export const parkExample: Readonly<Record<string, string>> = {
  name: '示例高新技术产业开发区（示例行，请删去）',
  shortName: '示例高新区',
  city: '430200',
  district: '石峰区',
  titles: '国家高新技术产业开发区（国家级，2010-11）、绿色园区（省级，2021，至2024）',
  address: '湖南省株洲市石峰区示例路 1 号',
  longitude: '113.08',
  latitude: '27.82',
  coordinateSystem: 'WGS84',
  partnerCountry: '德国',
  landTotal: '35 平方公里',
  landFree: '1200 亩',
  factoryTotal: '50 万平方米',
  factoryFree: '36000 平方米',
  asOf: '2024-12-31',
  source: '园区管委会年报',
}
