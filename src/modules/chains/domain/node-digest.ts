import { createHash } from 'node:crypto'
import type { DraftNode } from '../model.ts'

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, item]) => [k, sortKeys(item)]),
  )
}

/** sha256 over a value with sorted keys. */
export const digestOf = (value: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(sortKeys(value)))
    .digest()

/** What a second reader's note is about: the node's content, with the needs in any order. */
export function nodeDigest({ needs, needsNone, ...node }: DraftNode): string {
  const inOrder = [...needs].sort((a, b) => (a.node < b.node ? -1 : 1))
  return digestOf({ ...node, needs: inOrder, needsNone: needs.length > 0 ? null : needsNone }).toString('hex')
}

/** Nodes of a map with their digests. */
export const digestsOf = (nodes: readonly DraftNode[]) =>
  nodes.map((node) => ({ node: node.id, digest: nodeDigest(node) }))
