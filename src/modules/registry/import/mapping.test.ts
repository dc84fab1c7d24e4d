import { expect, test } from 'vitest'
import { firmFields } from './firm-fields.ts'
import { mapColumns } from './mapping.ts'

const fieldsOf = (...headers: string[]) => mapColumns(headers, firmFields).map(({ field }) => field)

test('headers of everyday spreadsheets find their fields', () => {
  expect(fieldsOf('企业名称', '统一社会信用代码', '注册地址', '主营产品')).toEqual([
    'name',
    'creditCode',
    'address',
    'products',
  ])
})

test('width, case, spaces and units in brackets do not matter', () => {
  expect(fieldsOf(' 企业 名称 ', 'ＵＳＣＣ', '注册资本（万元）')).toEqual([
    'name',
    'creditCode',
    'registeredCapital',
  ])
})

test('a known header wins over one that only contains the word, wherever it stands', () => {
  const mapping = mapColumns(['旧企业名称备注', '企业名称', '开票企业名称'], firmFields)
  expect(mapping.map(({ field, how }) => [field, how])).toEqual([
    [null, null],
    ['name', 'known'],
    [null, null],
  ])
})

test('a header that only contains the word is a guess, and says so', () => {
  expect(mapColumns(['本市企业名称全称'], firmFields)[0]).toMatchObject({ field: 'name', how: 'guessed' })
})

test('what a person says counts first, also that a column is not used', () => {
  const mapping = mapColumns(['企业名称', '厂名'], firmFields, { 企业名称: '', 厂名: 'name' })
  expect(mapping.map(({ field, how }) => [field, how])).toEqual([
    [null, 'given'],
    ['name', 'given'],
  ])
})

test('a short name is no name: it is not mapped', () => {
  expect(fieldsOf('short_name', '简称', '证券简称')).toEqual([null, null, null])
})
