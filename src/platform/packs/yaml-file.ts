import { createHash } from 'node:crypto'
import { type Document, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'

type Path = readonly (string | number)[]

/** One YAML file: its value, and where in it each thing stands. */
export type YamlFile = {
  readonly value: unknown
  readonly sha256: string
  readonly faults: readonly { readonly line: number; readonly reason: string }[]
  lineOf(path: Path): number
}

/** Reads YAML 1.2; text that is not UTF-8, a key given twice or anything unreadable becomes a fault with its line. */
export function readYaml(bytes: Buffer): YamlFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { value: undefined, sha256, faults: [{ line: 1, reason: 'not UTF-8' }], lineOf: () => 1 }
  }
  const lines = new LineCounter()
  // Worked cases share their facts by `<<`, as the reader of the rules engine lets them.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    merge: true,
  })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  const faults = [...document.errors, ...document.warnings].map((fault) => ({
    line: lineAt(fault.pos[0]),
    reason: fault.message,
  }))
  const value = faults.length > 0 ? { value: undefined, faults } : documentValue(document)
  return { sha256, ...value, lineOf: (path) => lineAt(offsetOf(document, path)) }
}

function documentValue(document: Document.Parsed): Pick<YamlFile, 'value' | 'faults'> {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), faults: [] }
  } catch (error) {
    return { value: undefined, faults: [{ line: 1, reason: (error as Error).message }] }
  }
}

/** Where a path stands: at its key inside a map, at the item inside a list; where it ends early, at what holds it. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const step of path) {
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) break
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else {
      node = node.items[Number(step)]
      if (!isNode(node)) break
      offset = node.range?.[0] ?? offset
    }
  }
  return offset
}
