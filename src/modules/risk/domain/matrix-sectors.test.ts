import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../../platform/config.ts'
import { type EssentialMatrix, matrixSectorOf, matrixSectors } from './matrix-sectors.ts'

const matrix: EssentialMatrix = {
  sectors: ['24', '28', '32', '9999'],
  essential: ['1202', '2100', '0010', '1111'],
  classes: [
    { gbt: '31', nace: '24' },
    { gbt: '35', nace: '28' },
    { gbt: '358', nace: '32' },
  ],
}
const firm = (industryCode: string | null, ...nodeIds: string[]) => ({ nodeIds, industryCode })

test('the longest class that fits counts, with or without its letter; what is not listed is not mapped', () => {
  expect(matrixSectorOf(matrix, '3525')).toBe('28')
  expect(matrixSectorOf(matrix, '3582')).toBe('32')
  expect(matrixSectorOf(matrix, 'C31')).toBe('24')
  for (const code of ['3', 'C', '99', '']) expect(matrixSectorOf(matrix, code)).toBeNull()
})

test('a node is what most of its firms are, else what its map says; E between sectors is the matrix, the unknown sector too', () => {
  const nodes = [
    { nodeId: 'lathe', classes: ['3421'] },
    { nodeId: 'steel', classes: ['3120'] },
  ]
  const firms = [
    firm('3525', 'lathe'),
    firm('3582', 'lathe'),
    firm('3521', 'lathe'),
    firm(null, 'steel'),
    firm('3582'),
    firm('6510'),
    firm(null),
  ]
  const { names, ofFirm, essential, mappedFirms } = matrixSectors(firms, nodes, matrix)
  expect(names).toEqual(['class:3582', 'class:6510', 'node:lathe', 'node:steel', 'unknown'])
  expect(ofFirm).toEqual([2, 2, 2, 3, 0, 1, 4])
  // In the matrix: 32, unknown, 28, 24, unknown. Row supplier, column buyer.
  const of = [2, 3, 1, 0, 3]
  for (const [k, from] of of.entries())
    for (const [l, to] of of.entries())
      expect(essential[k * 5 + l], `${names[k]} to ${names[l]}`).toBe(Number(matrix.essential[from]![to]))
  // Steel to lathe is essential, lathe to steel too; a lathe to a 32 is bought by nobody.
  expect([essential[3 * 5 + 2], essential[2 * 5 + 3], essential[2 * 5 + 0]]).toEqual([2, 2, 0])
  expect(mappedFirms).toBe(5)
})

const file = parse(
  readFileSync(join(projectFolder, 'packs/national/essential-inputs/nace-616.yaml'), 'utf8'),
) as EssentialMatrix & { classCounts: number[]; source: { licence: string } }

test('the pack holds a square matrix of 616 classes with its licence', () => {
  expect(file.classCounts.reduce((sum, count) => sum + count, 0)).toBe(616)
  expect(file.essential.map((row) => row.length)).toEqual(file.sectors.map(() => file.sectors.length))
  expect(file.source.licence).toBe('CC BY 4.0')
})

const original = join(projectFolder, '../shared/golden/risk/ihs616.csv')
describe.skipIf(!existsSync(original))('the published matrix', () => {
  test('is given back whole by the divisions of the pack', () => {
    const codes = readFileSync(join(original, '../ihs_codes.txt'), 'utf8').trim().split('\n')
    const divisionOf = (code: string) => file.sectors.indexOf(code === '9999' ? code : code.slice(0, 2))
    const rows = readFileSync(original, 'utf8').trim().split('\n')
    const differing = rows.flatMap((row, i) => {
      const own = file.essential[divisionOf(codes[i]!)]!
      const said = codes.map((code) => own[divisionOf(code)]).join(',')
      return said === row.trim() ? [] : [codes[i]]
    })
    expect([rows.length, differing]).toEqual([616, []])
  })
})
