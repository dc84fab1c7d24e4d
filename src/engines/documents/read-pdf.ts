import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../../kernel/errors.ts'

/** One run of characters on a page: left edge, base line, width and type size in points. */
type Run = { text: string; x: number; y: number; width: number; size: number }

/** One printed line: its runs left to right. */
type PrintedLine = { runs: Run[]; x: number; right: number; y: number; size: number }

const pageNumber = /^[—\-–\s]*\d{1,4}[—\-–\s]*$|^第\s*\d+\s*页/

function toLine(runs: Run[]): PrintedLine {
  const sorted = [...runs].sort((a, b) => a.x - b.x)
  const last = sorted.at(-1) as Run
  return {
    runs: sorted,
    x: sorted[0]?.x ?? 0,
    right: last.x + last.width,
    y: sorted[0]?.y ?? 0,
    size: Math.max(...sorted.map((run) => run.size)),
  }
}

/** Runs on one base line make one printed line, from the top of the page down. */
function linesOf(runs: readonly Run[]): PrintedLine[] {
  const groups: Run[][] = []
  for (const run of [...runs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const group = groups.at(-1)
    if (group && Math.abs((group[0] as Run).y - run.y) < run.size * 0.5) group.push(run)
    else groups.push([run])
  }
  return groups.map(toLine)
}

/** The words of a line; a gap wider than one character and a half parts two columns. */
function wordsOf({ runs }: PrintedLine): string {
  let text = ''
  let right: number | null = null
  for (const run of runs) {
    const gap = right === null ? 0 : run.x - right
    if (gap > run.size * 1.5) text += '\t'
    else if (gap > run.size * 0.3 && /[A-Za-z0-9]$/.test(text) && /^[A-Za-z0-9]/.test(run.text)) text += ' '
    text += run.text
    right = run.x + run.width
  }
  return text.trim()
}

/** Printed lines to paragraphs: a full line goes on in the next one that is not indented. */
function paragraphsOf(lines: readonly PrintedLine[]): string[] {
  const body = lines.filter((line) => !pageNumber.test(wordsOf(line)))
  const left = Math.min(...body.map((line) => line.x))
  const right = Math.max(...body.map((line) => line.right))
  const paragraphs: string[] = []
  body.forEach((line, i) => {
    const before = body[i - 1]
    const words = wordsOf(line)
    const goesOn = before && before.right > right - before.size * 2.5 && line.x < left + line.size * 0.8
    if (goesOn && !words.includes('\t')) paragraphs[paragraphs.length - 1] += words
    else paragraphs.push(words)
  })
  return paragraphs
}

async function readPages(bytes: Uint8Array): Promise<string[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${join(root, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(root, 'standard_fonts')}/`,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      const runs = items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , height = 0, x = 0, y = 0] = item.transform as number[]
        return [{ text: item.str, x, y, width: item.width, size: Math.abs(height) || item.height || 10 }]
      })
      pages.push(paragraphsOf(linesOf(runs)).join('\n'))
    }
    return pages
  } finally {
    await task.destroy()
  }
}

/** The text layer of a PDF: a paragraph a line, columns of a table parted by tabs, a form feed between pages. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  let pages: string[]
  try {
    pages = await readPages(bytes)
  } catch (cause) {
    throw new AppError('invalid', 'documents.broken_file', { format: 'PDF' }, [], { cause })
  }
  const text = pages.join('\n\f\n').trim()
  if (text.replace(/\s/g, '') === '') throw new AppError('invalid', 'documents.no_text_layer')
  return text
}
