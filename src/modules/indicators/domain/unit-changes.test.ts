import { describe, expect, test } from 'vitest'
import { convert, unitChangesOf } from './unit-changes.ts'

const version = (number: number, unit: string, unitChange?: { before: string; factor: string | null }) => ({
  definition: { id: 'output', version: number, unit, ...(unitChange ? { unitChange } : {}) },
  writtenAt: unitChange ? new Date(0) : null,
})

describe('units of an indicator through its versions', () => {
  test('factors of all changes since the unit of a figure are multiplied', () => {
    const changes = unitChangesOf([
      version(1, '亿元'),
      version(2, '万元', { before: '亿元', factor: '10000' }),
      version(3, '元', { before: '万元', factor: '10000' }),
    ])
    // 12.3 亿元 = 1,230,000,000 元; 5 万元 = 50,000 元
    expect(convert('12.3', changes.factor('output', '亿元')!)).toBe('1230000000')
    expect(convert('5', changes.factor('output', '万元')!)).toBe('50000')
    expect(convert('7', changes.factor('output', '元')!)).toBe('7')
    expect([changes.unitOf('output', 2), changes.unitOfPack('output'), changes.firstUnit('output')]).toEqual([
      '万元',
      '亿元',
      '亿元',
    ])
  })

  test('a small factor loses nothing, and back again is the same figure', () => {
    const there = unitChangesOf([
      version(1, '元'),
      version(2, '亿元', { before: '元', factor: '0.00000001' }),
    ])
    expect(convert('123456789', there.factor('output', '元')!)).toBe('1.23456789')
    const back = unitChangesOf([
      version(1, '元'),
      version(2, '亿元', { before: '元', factor: '0.00000001' }),
      version(3, '元', { before: '亿元', factor: '100000000' }),
    ])
    expect(convert('123456789', back.factor('output', '元')!)).toBe('123456789')
    expect(convert('1.5', back.factor('output', '亿元')!)).toBe('150000000')
  })

  test('a break, a unit nobody knows and a pack that brings another unit without a factor give none', () => {
    const broken = unitChangesOf([version(1, '家'), version(2, '家次', { before: '家', factor: null })])
    expect(broken.factor('output', '家')).toBeNull()
    expect(broken.factor('output', '亿元')).toBeNull()
    const silent = unitChangesOf([version(1, '家'), version(2, '户')])
    expect(silent.factor('output', '家')).toBeNull()
  })
})
