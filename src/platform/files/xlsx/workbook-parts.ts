/** The parts of a workbook beside its sheets: which sheets there are, shared strings, number formats. */
import { kindOfFormat, type NumberKind, unescapeExcel } from './cell-text.ts'
import { attribute, type XmlHandler, XmlReader } from './xml.ts'
import type { Parts } from './zip.ts'

export type SheetEntry = { readonly name: string; readonly path: string; readonly isVisible: boolean }

export type Workbook = {
  readonly sheets: readonly SheetEntry[]
  readonly is1904: boolean
  readonly strings: readonly string[]
  /** By the style index of a cell. */
  readonly kinds: readonly NumberKind[]
}

/** Runs one part through a handler. */
export async function readPart(parts: Parts, path: string, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler)
  for await (const piece of parts.text(path)) reader.write(piece)
  reader.end()
}

const ignore = () => {}

async function readRelations(
  parts: Parts,
  path: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const found: { id: string; type: string; target: string }[] = []
  if (!parts.has(path)) return found
  await readPart(parts, path, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const get = (key: string) => attribute(attributes, key) ?? ''
      found.push({ id: get('Id'), type: get('Type'), target: get('Target') })
    },
    close: ignore,
    text: ignore,
  })
  return found
}

/** A relation's target as a path in the zip: relative to `folder`, or absolute. */
function resolveTarget(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folder}/${target}`
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readStrings(parts: Parts, path: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let isText = false
  let phonetic = 0
  await readPart(parts, path, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') isText = phonetic === 0
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') strings.push(unescapeExcel(text))
    },
    text(piece) {
      if (isText) text += piece
    },
  })
  return strings
}

async function readKinds(parts: Parts, path: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readPart(parts, path, {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        kinds.push(kindOfFormat(id, codes.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text: ignore,
  })
  return kinds
}

/** Reads everything but the sheets. */
export async function readWorkbookParts(parts: Parts): Promise<Workbook> {
  const root = await readRelations(parts, '_rels/.rels')
  const main = root.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  const path = resolveTarget('', main)
  const folder = path.split('/').slice(0, -1).join('/')
  const relations = await readRelations(parts, `${folder}/_rels/${path.split('/').at(-1)}.rels`)
  const pathOf = (target: string) => resolveTarget(folder, target)
  const byType = (type: string) => {
    const target = relations.find((relation) => relation.type.endsWith(`/${type}`))?.target
    return target !== undefined && parts.has(pathOf(target)) ? pathOf(target) : undefined
  }

  const sheets: SheetEntry[] = []
  let is1904 = false
  await readPart(parts, path, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const relation = relations.find(({ id }) => id === attribute(attributes, 'id'))
      // chart sheets and macro sheets hold no table
      if (!relation?.type.endsWith('/worksheet')) return
      const isVisible = (attribute(attributes, 'state') ?? 'visible') === 'visible'
      sheets.push({ name: attribute(attributes, 'name') ?? '', path: pathOf(relation.target), isVisible })
    },
    close: ignore,
    text: ignore,
  })
  const [stringsPath, stylesPath] = [byType('sharedStrings'), byType('styles')]
  return {
    sheets,
    is1904,
    strings: stringsPath === undefined ? [] : await readStrings(parts, stringsPath),
    kinds: stylesPath === undefined ? [] : await readKinds(parts, stylesPath),
  }
}
