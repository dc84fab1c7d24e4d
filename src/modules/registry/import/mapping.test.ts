import { expect, test } from 'vitest'
import { firmFields } from './firm-fields.ts'
import { headerSignature, mapColumns } from './mapping.ts'

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
  const mapping = mapColumns(['企业名称', '厂名'], firmFields, { given: { 企业名称: '', 厂名: 'name' } })
  expect(mapping.map(({ field, how }) => [field, how])).toEqual([
    [null, 'given'],
    ['name', 'given'],
  ])
})

test('a short name is no name: it is not mapped', () => {
  expect(fieldsOf('short_name', '简称', '证券简称')).toEqual([null, null, null])
})

test('what was said of a file of the same shape is where the next one starts, and what is said now counts more', () => {
  const remembered = { 厂名: 'name', 备注: '', 编号: 'stockCode' }
  const headers = ['厂名', '备注', '编号']
  expect(mapColumns(headers, firmFields, { remembered }).map(({ field, how }) => [field, how])).toEqual([
    ['name', 'remembered'],
    [null, 'remembered'],
    ['stockCode', 'remembered'],
  ])
  const given = { 编号: 'creditCode', 备注: 'name' }
  expect(
    mapColumns(headers, firmFields, { given, remembered }).map(({ field, how }) => [field, how]),
  ).toEqual([
    [null, null],
    ['name', 'given'],
    ['creditCode', 'given'],
  ])
})

test('the shape of a file is its headers in order, whatever their width and spaces', () => {
  expect(headerSignature(['厂 名', 'ＵＳＣＣ'])).toBe(headerSignature(['厂名', 'uscc']))
  expect(headerSignature(['厂名', '编号'])).not.toBe(headerSignature(['编号', '厂名']))
})
