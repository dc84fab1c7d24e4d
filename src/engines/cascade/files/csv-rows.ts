import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { FileProblems } from './file-problems.ts'

/** Larger files are refused before a byte is read: five million links need about 0.1 GB. */
const MAX_FILE_BYTES = 2 * 1024 ** 3
const MAX_LINE_CHARACTERS = 4 * 1024 ** 2
const CHUNK_BYTES = 1024 ** 2

export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

type Refuse = (line: number | null, zh: string, en: string) => void

function open(path: string, refuse: Refuse): number | undefined {
  try {
    const file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (!stat.isDirectory() && stat.size <= MAX_FILE_BYTES) return file
    closeSync(file)
    if (stat.isDirectory()) refuse(null, '这是目录，请给出文件', 'this is a folder: name a file')
    else {
      const size = (stat.size / 1024 ** 3).toFixed(1)
      refuse(
        null,
        `文件有 ${size} GB，超过上限 2 GB，未读取；请拆分或精简`,
        `${size} GB is over the limit of 2 GB: not read`,
      )
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') refuse(null, `找不到文件 ${path}`, 'no such file')
    else
      refuse(null, `无法打开文件（${code}），请检查权限`, `cannot be opened (${code}): check its permissions`)
  }
  return undefined
}

/** The text of an open file in pieces; nothing more after a refusal. */
function* pieces(file: number, refuse: Refuse): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const bytes = new Uint8Array(CHUNK_BYTES)
  let total = 0
  try {
    for (;;) {
      const count = readSync(file, bytes)
      total += count
      if (total > MAX_FILE_BYTES) return refuse(null, '内容超过 2 GB', 'more than 2 GB of content')
      const text = decoder.decode(bytes.subarray(0, count), { stream: count > 0 })
      if (text.length > 0) yield text
      if (count === 0) return
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      refuse(null, '不是 UTF-8 编码，请另存为 UTF-8', 'not UTF-8: save it as UTF-8')
    else
      refuse(null, `读取失败（${(error as Error).message}）`, `cannot be read (${(error as Error).message})`)
  }
}

/** Cells of one line with quotes; undefined where a quote is not closed on its line. */
function splitQuoted(line: string): string[] | undefined {
  const cells: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  while (pattern.lastIndex <= line.length) {
    const match = pattern.exec(line)
    if (!match) return undefined
    cells.push((match[1]?.replaceAll('""', '"') ?? match[2]!).trim())
    if (match[3] === '') return cells
  }
  return undefined
}

const splitCells = (line: string): string[] | undefined =>
  line.includes('"') ? splitQuoted(line) : line.split(',').map((cell) => cell.trim())

function* lines(path: string, refuse: Refuse): Generator<string> {
  const file = open(path, refuse)
  if (file === undefined) return
  try {
    let rest = ''
    for (const piece of pieces(file, refuse)) {
      const parts = (rest + piece).split('\n')
      rest = parts.pop()!
      if (rest.length > MAX_LINE_CHARACTERS)
        return refuse(
          null,
          '一行超过 400 万字，不是这种表格',
          'a line of over 4 million characters: not such a table',
        )
      for (const part of parts) yield part
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(file)
  }
}

/**
 * Rows of a UTF-8 file with commas, cells trimmed, empty lines left out; a byte order mark and CRLF are taken as
 * they come. What cannot be read is noted in `problems`, and the rows end there.
 */
export function* csvRows(path: string, problems: FileProblems): Generator<CsvRow> {
  let failed = false
  const refuse: Refuse = (at, zh, en) => {
    failed = true
    problems.add(path, at, zh, en)
  }
  let line = 0
  for (const text of lines(path, refuse)) {
    line++
    if (failed) return
    if (text === '' || text === '\r') continue
    const cells = splitCells(text.endsWith('\r') ? text.slice(0, -1) : text)
    if (cells) yield { line, cells }
    else return refuse(line, '引号没有成对', 'a quote is not closed')
  }
}
