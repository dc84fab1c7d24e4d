import type { CascadeNetwork } from '../network.ts'
import { readAmount, records } from './columns.ts'
import { csvRows } from './csv-rows.ts'
import type { FileProblems } from './file-problems.ts'
import { GrowingFloats, GrowingInts } from './growing-array.ts'

/** Where the network stands: the files of `cascade run`. */
export type NetworkFiles = {
  readonly edges: string
  readonly firms: string
  readonly essential: string
  /** Sector codes, one a line, in the order of the matrix; without it sectors are 1 to m. */
  readonly sectors?: string | undefined
}

/** Firms in the order of their file, and where each stands. */
export type FirmList = { readonly ids: readonly string[]; readonly indexOf: ReadonlyMap<string, number> }

const MAX_SECTORS = 20_000

/** Sector codes in the order of the matrix, one a line. */
function readSectorCodes(path: string, problems: FileProblems): string[] {
  const codes = new Set<string>()
  for (const { line, cells } of csvRows(path, problems)) {
    const code = cells.join(',')
    if (codes.has(code))
      problems.add(path, line, `行业代码 ${code} 重复`, `sector ${code} stands there twice`)
    codes.add(code)
  }
  return [...codes]
}

type Matrix = { readonly size: number; readonly cells: Uint8Array }

/** The matrix of essential inputs: m rows of m cells out of 0, 1, 2, no header. */
function readEssential(path: string, codes: readonly string[] | null, problems: FileProblems): Matrix {
  const rows: Uint8Array[] = []
  let size = codes?.length ?? -1
  for (const { line, cells } of csvRows(path, problems)) {
    if (size === -1) size = cells.length
    if (cells.length !== size || cells.length > MAX_SECTORS) {
      const [zh, en] = codes ? ['行业代码', 'sector codes'] : ['第一行', 'cells of the first row']
      problems.add(
        path,
        line,
        `此行 ${cells.length} 格，与${zh}的 ${size} 不符`,
        `ragged: ${cells.length} cells against ${size} ${en}`,
      )
      continue
    }
    checkCells(path, line, cells, problems)
    rows.push(Uint8Array.from(cells, Number))
  }
  size = Math.max(size, 0)
  problems.throwIfAny()
  if (rows.length !== size)
    problems.add(
      path,
      null,
      `矩阵应为 ${size} 行，实有 ${rows.length} 行`,
      `ragged: ${rows.length} rows where ${size} are needed`,
    )
  problems.throwIfAny()
  const cells = new Uint8Array(size * size)
  rows.forEach((row, k) => {
    cells.set(row, k * size)
  })
  return { size, cells }
}

function checkCells(path: string, line: number, cells: readonly string[], problems: FileProblems): void {
  const wrong = cells.findIndex((cell) => cell !== '0' && cell !== '1' && cell !== '2')
  if (wrong === -1) return
  const text = cells[wrong]
  problems.add(
    path,
    line,
    `第 ${wrong + 1} 格“${text}”不是 0、1 或 2`,
    `cell ${wrong + 1} "${text}" is not 0, 1 or 2`,
  )
}

/** Firms and their sectors; each firm once. */
function readFirms(path: string, codes: readonly string[], problems: FileProblems) {
  const position = new Map(codes.map((code, k) => [code, k]))
  const indexOf = new Map<string, number>()
  const sectors = new GrowingInts()
  for (const { line, values } of records(path, ['firm', 'sector'], problems)) {
    const [firm, sector] = values as [string, string]
    const at = position.get(sector)
    if (firm === '') problems.add(path, line, '企业编号为空', 'the firm is missing')
    else if (indexOf.has(firm))
      problems.add(path, line, `企业 ${firm} 重复`, `firm ${firm} stands there twice`)
    if (at === undefined)
      problems.add(
        path,
        line,
        `行业“${sector}”在矩阵中没有行（共 ${codes.length} 个行业）`,
        `sector "${sector}" has no row in the matrix of ${codes.length} sectors`,
      )
    indexOf.set(firm, indexOf.size)
    sectors.push(at ?? 0)
  }
  return { firms: { ids: [...indexOf.keys()], indexOf }, sectors: sectors.values() }
}

/** Links between the firms. */
function readEdges(path: string, { indexOf }: FirmList, problems: FileProblems) {
  const [suppliers, buyers, amounts] = [new GrowingInts(), new GrowingInts(), new GrowingFloats()]
  const firmAt = (line: number, zh: string, column: string, id: string) => {
    const at = indexOf.get(id)
    if (at === undefined)
      problems.add(
        path,
        line,
        `${zh}“${id}”不在企业名单中，请补入名单或删去此行`,
        `unknown firm: ${column} "${id}" is not in the list of firms`,
      )
    return at ?? 0
  }
  for (const { line, values } of records(path, ['supplier', 'buyer', 'weight'], problems)) {
    const [supplier, buyer, weight] = values as [string, string, string]
    suppliers.push(firmAt(line, '供应商', 'supplier', supplier))
    buyers.push(firmAt(line, '采购方', 'buyer', buyer))
    amounts.push(readAmount(path, line, 'weight', weight, problems) ?? 0)
  }
  return { suppliers: suppliers.values(), buyers: buyers.values(), amounts: amounts.values() }
}

/**
 * The network of an edge list, a list of firms and a matrix of essential inputs, in the formats of `cascade run`.
 * Throws FilesRefused with one line a problem.
 */
export function readNetwork(
  files: NetworkFiles,
  problems: FileProblems,
): { network: CascadeNetwork; firms: FirmList; sectorCodes: readonly string[] } {
  const given = files.sectors === undefined ? null : readSectorCodes(files.sectors, problems)
  problems.throwIfAny()
  const { size, cells } = readEssential(files.essential, given, problems)
  const sectorCodes = given ?? Array.from({ length: size }, (_, k) => String(k + 1))
  const { firms, sectors } = readFirms(files.firms, sectorCodes, problems)
  problems.throwIfAny()
  const edges = readEdges(files.edges, firms, problems)
  problems.throwIfAny()
  const network = { firmCount: firms.ids.length, sectors, sectorCount: size, essential: cells, ...edges }
  return { network, firms, sectorCodes }
}
