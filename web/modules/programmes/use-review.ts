import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  addItem,
  changeItem,
  type DocumentDetail,
  decideItems,
  type ItemDecision,
  type NewItem,
  publishDocument,
} from './api.ts'

type Content = Record<string, unknown>
type Act =
  | { kind: 'decide'; ordinals: number[]; decision: ItemDecision }
  | { kind: 'correct'; ordinal: number; written: Content }
  | { kind: 'add'; item: Omit<NewItem, 'version'> }
  | { kind: 'publish' }

/** What a person does to a document; each act carries the version they saw, each answer brings the next. */
export function useReview({ id, version }: Pick<DocumentDetail, 'id' | 'version'>) {
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (what: Act) => {
      switch (what.kind) {
        case 'decide':
          return decideItems(id, { version, ordinals: what.ordinals, decision: what.decision })
        case 'correct':
          return changeItem(id, what.ordinal, { version, decision: 'accepted', written: what.written })
        case 'add':
          return addItem(id, { version, ...what.item })
        case 'publish':
          return publishDocument(id, version)
      }
    },
    onSuccess: (next) => {
      queries.setQueryData(['programme-document', id], next)
      void queries.invalidateQueries({ queryKey: ['programme-documents'] })
    },
  })
  return act
}
