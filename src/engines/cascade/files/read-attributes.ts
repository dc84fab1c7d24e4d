import type { CascadeNetwork } from '../network.ts'
import { readAmount, records } from './columns.ts'
import type { FileProblems } from './file-problems.ts'
import type { FirmList } from './read-network.ts'

/** The columns of the attributes that a run can apply. */
export const attributeColumns = ['revenue', 'costs', 'weight', 'market', 'impact_sector'] as const
export type AttributeColumn = (typeof attributeColumns)[number]

type Cells = { readonly lines: Int32Array; readonly columns: Map<AttributeColumn, string[]> }

/** The used columns' cells in the order of the firms; every firm must be there once. */
function readCells(
  path: string,
  use: readonly AttributeColumn[],
  firms: FirmList,
  problems: FileProblems,
): Cells {
  const lines = new Int32Array(firms.ids.length)
  const columns = new Map(use.map((name) => [name, new Array<string>(firms.ids.length).fill('')]))
  for (const { line, values } of records(path, ['firm', ...use], problems)) {
    const [firm, ...cells] = values as [string, ...string[]]
    const at = firms.indexOf.get(firm)
    if (at === undefined)
      problems.add(
        path,
        line,
        `企业“${firm}”不在企业名单中`,
        `unknown firm "${firm}": not in the list of firms`,
      )
    else if (lines[at] !== 0) problems.add(path, line, `企业 ${firm} 重复`, `firm ${firm} stands there twice`)
    else {
      lines[at] = line
      cells.forEach((cell, k) => {
        columns.get(use[k]!)![at] = cell
      })
    }
  }
  problems.throwIfAny()
  if (use.length > 0)
    firms.ids.forEach((firm, i) => {
      if (lines[i] === 0) problems.add(path, null, `缺少企业 ${firm}`, `firm ${firm} is missing`)
    })
  problems.throwIfAny()
  return { lines, columns }
}

/** Names in numbers' order where all are whole numbers, in code order otherwise. */
function inOrder(names: Iterable<string>): string[] {
  const list = [...new Set(names)]
  const isNumeric = list.every((name) => /^\d+$/.test(name))
  return list.sort((a, b) => (isNumeric ? Number(a) - Number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0))
}

function numberGroups(path: string, column: AttributeColumn, cells: Cells, problems: FileProblems) {
  const names = cells.columns.get(column)
  if (!names) return undefined
  names.forEach((name, i) => {
    if (name === '') problems.add(path, cells.lines[i]!, `${column} 为空`, `${column} is missing`)
  })
  const position = new Map(inOrder(names).map((name, k) => [name, k]))
  return Int32Array.from(names, (name) => position.get(name)!)
}

function readColumn(path: string, column: AttributeColumn, cells: Cells, problems: FileProblems) {
  return cells.columns.has(column)
    ? Float64Array.from(
        cells.columns.get(column)!,
        (text, i) => readAmount(path, cells.lines[i]!, column, text, problems) ?? 0,
      )
    : undefined
}

/** Revenue and costs are divisors: 0 is refused for a firm with sales, or purchases. */
function checkDivisor(
  path: string,
  column: 'revenue' | 'costs',
  divisors: Float64Array | undefined,
  { ends, amounts }: { ends: Int32Array; amounts: Float64Array },
  lines: Int32Array,
  problems: FileProblems,
): void {
  if (!divisors) return
  const trades = new Uint8Array(divisors.length)
  ends.forEach((firm, e) => {
    if (amounts[e]! > 0) trades[firm] = 1
  })
  const [zh, en] = column === 'revenue' ? ['有销售', 'sells'] : ['有采购', 'buys']
  divisors.forEach((value, i) => {
    if (value === 0 && trades[i] === 1)
      problems.add(
        path,
        lines[i]!,
        `${column} 为 0，但该企业${zh}`,
        `${column} is 0, but the firm ${en}: give its ${column}`,
      )
  })
}

/** The network with the used columns of the attributes applied. Throws FilesRefused with one line a problem. */
export function readAttributes(
  path: string,
  use: readonly AttributeColumn[],
  network: CascadeNetwork,
  firms: FirmList,
  problems: FileProblems,
): CascadeNetwork {
  const cells = readCells(path, use, firms, problems)
  const revenues = readColumn(path, 'revenue', cells, problems)
  const costs = readColumn(path, 'costs', cells, problems)
  const weight = readColumn(path, 'weight', cells, problems)
  const markets = numberGroups(path, 'market', cells, problems)
  const impactSectors = numberGroups(path, 'impact_sector', cells, problems)
  problems.throwIfAny()
  const { suppliers, buyers, amounts } = network
  checkDivisor(path, 'revenue', revenues, { ends: suppliers, amounts }, cells.lines, problems)
  checkDivisor(path, 'costs', costs, { ends: buyers, amounts }, cells.lines, problems)
  problems.throwIfAny()
  return {
    ...network,
    ...(revenues && { revenues }),
    ...(costs && { costs }),
    ...(weight && { furtherWeights: [weight] }),
    ...(markets && { markets }),
    ...(impactSectors && { impactSectors }),
  }
}
