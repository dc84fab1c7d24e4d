import { useMemo } from 'react'
import { compareMaps, type NodeChange } from '../../../../src/modules/chains/model/map-comparison.ts'
import { inLang } from '../../../ui/words.ts'
import type { DraftMap, DraftNode, NodeField } from './api.ts'
import { t } from './words.ts'

type Props = { before: DraftMap; after: DraftMap; onOpen?(nodeId: string): void }
const kinds = { added: 'markAdded', removed: 'markRemoved', changed: 'markChanged' } as const

/** What differs between two versions, as a list: segments, the head, and every node with its fields before and after. */
export function ChangeList({ before, after, onOpen }: Props) {
  const { head, segments, isReordered, nodes } = useMemo(() => compareMaps(before, after), [before, after])
  if (head.length + segments.length + nodes.length === 0 && !isReordered)
    return <p className="ls-soft">{t('same')}</p>
  const say = sayIn(before, after)
  return (
    <ul className="ls-lines ls-map-changes" data-testid="changes">
      {head.map((field) => (
        <li key={field}>
          {t('wholeMap')} · {t(`field_${field}`)}
        </li>
      ))}
      {segments.map(({ id, kind, before: was, after: is }) => (
        <li key={id}>
          {t('segment')} · {t(kinds[kind])}：{was && <del>{inLang(was)}</del>} {is && <ins>{inLang(is)}</ins>}
        </li>
      ))}
      {isReordered && <li>{t('reordered')}</li>}
      {nodes.map((change) => (
        <li key={change.id} data-change={change.id} data-kind={change.kind}>
          <NodeLine change={change} say={say} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  )
}

type Say = (node: DraftNode, field: NodeField) => string

function NodeLine({ change, say, onOpen }: { change: NodeChange; say: Say; onOpen: Props['onOpen'] }) {
  const { id, kind, before, after, fields } = change
  const name = inLang((after ?? before)?.name) || id
  return (
    <div>
      <b>{t(kinds[kind])}</b>{' '}
      {onOpen && after ? (
        <button type="button" className="ls-link" onClick={() => onOpen(id)}>
          {name}
        </button>
      ) : (
        name
      )}
      {before &&
        after &&
        fields.map((field) => (
          <div key={field}>
            <span className="ls-soft">{t(`field_${field}`)}</span> <del>{say(before, field)}</del>{' '}
            <ins>{say(after, field)}</ins>
          </div>
        ))}
    </div>
  )
}

/** A field of a node in words; ids of nodes and segments by their names in either version. */
function sayIn(before: DraftMap, after: DraftMap): Say {
  const names = new Map(
    [...before.segments, ...before.nodes, ...after.segments, ...after.nodes].map(({ id, name }) => [
      id,
      inLang(name) || id,
    ]),
  )
  return (node, field) => {
    if (field === 'name') return `${node.name.zh} / ${node.name.en}`
    if (field === 'segment') return names.get(node.segment) ?? node.segment
    if (field === 'products') return node.products.join('、') || '—'
    if (field === 'classes') return node.classes.join('、') || '—'
    if (field === 'needsNone') return node.needsNone ? inLang(node.needsNone) : '—'
    if (field === 'source')
      return node.source === '假设' ? t('assumed') : `${node.source.document} ${node.source.place ?? ''}`
    return (
      node.needs
        .map(({ node: id, essential }) => `${names.get(id) ?? id}${essential ? `（${t('essential')}）` : ''}`)
        .join('、') || '—'
    )
  }
}
