import type { Extraction, Span } from '../../../engines/documents/index.ts'
import type { ItemContent, ItemKind } from '../model.ts'

export type ReadItem = { kind: ItemKind; read: ItemContent; span: Span }

const without = <T extends { span: Span }>({ span, ...content }: T) => ({ span, content })

/** What an extraction holds as items of a review, kind after kind, each in the order of the text. */
export function itemsOf({ tasks, targets, policies, subsidies, commitments }: Extraction): ReadItem[] {
  const inOrder = <T extends { span: Span }>(found: readonly T[]) =>
    found.toSorted((a, b) => a.span[0] - b.span[0]).map(without)
  const items = (kind: ItemKind, found: readonly { span: Span; content: object }[]): ReadItem[] =>
    found.map(({ span, content }) => ({ kind, read: content as ItemContent, span }))
  return [
    ...items('task', inOrder(tasks.map(({ id: _, ...task }) => task))),
    ...items('target', inOrder(targets)),
    ...items('policy', inOrder(policies)),
    ...items('subsidy', inOrder(subsidies)),
    ...items('commitment', inOrder(commitments)),
  ]
}

/** A reply answers somebody and is signed; anything else is a plan. */
export function documentKindOf({ head, commitments }: Extraction): 'plan' | 'reply' {
  const isAnswer = head.addressee !== null && /答复|复函|回复/.test(head.title ?? '')
  return isAnswer || (head.signer !== null && commitments.length > 0) ? 'reply' : 'plan'
}
