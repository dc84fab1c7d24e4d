/**
 * The process that reads one workbook and ends. It holds no secret and no connection; the parent ends it when its
 * memory or time is used up. It watches its own memory too, where the parent cannot see it.
 */
import type { CellNote, ChildMessage, ReadRequest } from './messages.ts'
import { WorkbookRefusal } from './refusal.ts'
import { SheetHandler } from './sheet.ts'
import { readWorkbookParts, type SheetEntry, type Workbook } from './workbook-parts.ts'
import { XmlError, XmlReader } from './xml.ts'
import { Parts } from './zip.ts'

const BATCH_ROWS = 500

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()))
  })
}

function checkMemory(limit: number): void {
  if (process.memoryUsage.rss() > limit) throw new WorkbookRefusal('xlsx_memory', { limit })
}

type SheetResult = { readonly rowCount: number; readonly handler: SheetHandler }

/** Sends the rows of one sheet in batches; waits for each batch, so that nothing piles up. */
async function sendSheet(
  parts: Parts,
  workbook: Workbook,
  sheet: SheetEntry,
  request: ReadRequest,
): Promise<SheetResult> {
  let batch: [number, string[]][] = []
  let rowCount = 0
  const handler = new SheetHandler(workbook, request.maxColumns, (line, cells) => {
    rowCount++
    batch.push([line, cells])
  })
  const flush = async () => {
    if (batch.length > 0) await send({ kind: 'rows', rows: batch })
    batch = []
  }
  const reader = new XmlReader(handler)
  for await (const piece of parts.text(sheet.path)) {
    reader.write(piece)
    checkMemory(request.maxMemoryBytes)
    if (rowCount > request.maxRows) throw new WorkbookRefusal('too_many_rows', { limit: request.maxRows })
    if (batch.length >= BATCH_ROWS) await flush()
  }
  reader.end()
  await flush()
  return { rowCount, handler }
}

async function readWorkbook(bytes: Buffer, request: ReadRequest, sheets: string[]): Promise<ChildMessage> {
  const parts = await Parts.open(bytes, request.maxInflatedBytes)
  if (!parts.has('[Content_Types].xml')) throw new WorkbookRefusal('wrong_kind', { kind: 'zip' })
  const workbook = await readWorkbookParts(parts)
  checkMemory(request.maxMemoryBytes)
  if (workbook.sheets.length === 0) throw new WorkbookRefusal('wrong_kind', { kind: 'zip' })
  sheets.push(...workbook.sheets.map(({ name }) => name))
  const named = workbook.sheets.filter(({ name }) => name === request.sheet)
  if (request.sheet !== null && named.length === 0)
    throw new WorkbookRefusal('sheet_missing', { sheet: request.sheet, sheets: sheets.join('、') })
  const wanted = request.sheet === null ? workbook.sheets.filter(({ isVisible }) => isVisible) : named
  for (const sheet of wanted) {
    const { rowCount, handler } = await sendSheet(parts, workbook, sheet, request)
    if (rowCount === 0) continue
    const notes: readonly CellNote[] = handler.notes
    return { kind: 'done', sheet: sheet.name, sheets, merges: handler.merges, notes }
  }
  throw new WorkbookRefusal('no_data')
}

function refusalOf(error: unknown, sheets: readonly string[]): ChildMessage {
  if (error instanceof WorkbookRefusal)
    return { kind: 'refused', code: error.code, params: error.params, sheets }
  const reason = error instanceof XmlError ? `XML: ${error.message}` : String(error).slice(0, 120)
  return { kind: 'refused', code: 'xlsx_damaged', params: { reason }, sheets }
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

process.once('message', async (request: ReadRequest) => {
  const sheets: string[] = []
  const answer = await readInput()
    .then((bytes) => readWorkbook(bytes, request, sheets))
    .catch((error: unknown) => refusalOf(error, sheets))
  await send(answer).catch(() => {})
  process.disconnect?.()
})
process.once('disconnect', () => process.exit(0))
