/** Has a workbook read by a process of its own, under limits of memory and time. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { assembleTable } from '../assemble.ts'
import {
  problem,
  type RawRecord,
  type ReadOptions,
  refusedTable,
  type Table,
  type TableLimits,
} from '../table.ts'
import type { ChildMessage, ReadRequest } from './messages.ts'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const WATCH_MS = 100
const PAGE_BYTES = 4096
/** Lines before the header that do not count against the limit of rows. */
const SPARE_ROWS = 100

type Refused = Extract<ChildMessage, { kind: 'refused' }>
type Done = Extract<ChildMessage, { kind: 'done' }>

function startChild(maxMemoryBytes: number): ChildProcess {
  return fork(CHILD, [], {
    execArgv: ['--import', LOADER, `--max-old-space-size=${Math.ceil(maxMemoryBytes / 1024 / 1024)}`],
    // only what Node needs: no secret of ours reaches the process that reads strangers' files
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '' },
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  })
}

/** Resident memory of another process in bytes, Buffers included; null where the system does not show it. */
async function residentBytes(pid: number): Promise<number | null> {
  try {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
    return Number(pages) * PAGE_BYTES
  } catch {
    return null
  }
}

const refused = (code: string, params: Refused['params'] = {}): Refused => ({
  kind: 'refused',
  code,
  params,
  sheets: [],
})

/** Ends the child when it takes too much memory or time, or when nobody wants the answer any more. */
function watch(
  child: ChildProcess,
  limits: TableLimits,
  signal: AbortSignal | undefined,
  end: (r: Refused) => void,
) {
  const kill = (answer: Refused) => {
    child.kill('SIGKILL')
    end(answer)
  }
  const memory = setInterval(async () => {
    const bytes = child.pid === undefined ? null : await residentBytes(child.pid)
    if (bytes !== null && bytes > limits.maxMemoryBytes)
      kill(refused('xlsx_memory', { limit: limits.maxMemoryBytes }))
  }, WATCH_MS)
  const time = setTimeout(() => kill(refused('xlsx_timeout', { limit: limits.timeoutMs })), limits.timeoutMs)
  const stop = () => kill(refused('stopped'))
  signal?.addEventListener('abort', stop, { once: true })
  return () => {
    clearInterval(memory)
    clearTimeout(time)
    signal?.removeEventListener('abort', stop)
  }
}

/** V8 ends a process whose heap is full with SIGABRT or 134. */
function refusalOfExit(
  code: number | null,
  killedBy: string | null,
  { maxMemoryBytes }: TableLimits,
): Refused {
  if (killedBy === 'SIGABRT' || code === 134) return refused('xlsx_memory', { limit: maxMemoryBytes })
  return refused('xlsx_damaged', { reason: `exit ${code ?? killedBy}` })
}

function runChild(
  bytes: Uint8Array,
  request: ReadRequest,
  limits: TableLimits,
  signal: AbortSignal | undefined,
): Promise<{ answer: Done | Refused; records: RawRecord[] }> {
  return new Promise((resolve) => {
    const records: RawRecord[] = []
    const child = startChild(limits.maxMemoryBytes)
    const settle = (answer: Done | Refused) => {
      unwatch()
      resolve({ answer, records })
    }
    const unwatch = watch(child, limits, signal, settle)
    child.on('message', (message: ChildMessage) => {
      if (message.kind !== 'rows') return settle(message)
      for (const [line, cells] of message.rows) records.push({ line, cells })
    })
    child.on('exit', (code, killedBy) => {
      // messages may still be on their way when the process is gone
      const end = () => settle(refusalOfExit(code, killedBy, limits))
      if (child.connected) child.once('disconnect', end)
      else end()
    })
    child.on('error', (error) => settle(refused('xlsx_damaged', { reason: error.message })))
    // a child that ended early closes its input; its exit has told why
    child.stdin?.on('error', () => {})
    child.send(request, () => child.stdin?.end(bytes))
  })
}

/** Reads an XLSX file from its bytes. */
export async function readWorkbook(
  bytes: Uint8Array,
  options: ReadOptions,
  limits: TableLimits,
): Promise<Table> {
  const request: ReadRequest = {
    sheet: options.sheet ?? null,
    maxInflatedBytes: limits.maxInflatedBytes,
    maxRows: limits.maxRows + SPARE_ROWS,
    maxColumns: limits.maxColumns,
    maxMemoryBytes: limits.maxMemoryBytes,
  }
  const { answer, records } = await runChild(bytes, request, limits, options.signal)
  const known = { format: 'xlsx', sheets: answer.sheets } as const
  if (answer.kind === 'refused') {
    const { line, ...params } = answer.params
    return refusedTable(problem('file', answer.code, params, typeof line === 'number' ? line : null), known)
  }
  const table = assembleTable({
    records,
    merges: answer.merges,
    limits,
    headerLine: options.headerLine,
    padsShortRows: true,
    problems: answer.notes.map(({ code, line, column, text }) =>
      problem('note', code, { text }, line, column),
    ),
  })
  return { encoding: null, separator: null, sheet: answer.sheet, ...known, ...table }
}
