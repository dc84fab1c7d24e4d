import { Button, Checkbox, Select } from 'antd'
import { inLang } from '../../../ui/words.ts'
import type { DraftMap, DraftNode, MapDraft, MapEdit } from './api.ts'
import { CommitInput } from './CommitInput.tsx'
import { SourceField } from './SourceField.tsx'
import { t } from './words.ts'

type Props = {
  map: DraftMap
  node: DraftNode
  documents: MapDraft['documents']
  isDisabled: boolean
  onEdit(edits: readonly MapEdit[]): void
}

/** What a node needs: each with its mark and source; a node that needs nothing says why. */
export function NeedsEditor({ map, node, documents, isDisabled, onEdit }: Props) {
  const names = new Map(map.nodes.map(({ id, name }) => [id, inLang(name) || id]))
  const taken = new Set([node.id, ...node.needs.map((need) => need.node)])
  const set = (need: DraftNode['needs'][number]) => onEdit([{ op: 'set_need', id: node.id, need }])
  return (
    <div className="ls-map-form">
      <ul className="ls-lines">
        {node.needs.map((need) => (
          <li key={need.node} data-need={need.node}>
            <span>{names.get(need.node) ?? need.node}</span>
            <span className="ls-map-row">
              <Checkbox
                checked={need.essential}
                disabled={isDisabled}
                onChange={({ target }) => set({ ...need, essential: target.checked })}
              >
                {t('essential')}
              </Checkbox>
              <Button
                size="small"
                type="text"
                disabled={isDisabled}
                onClick={() => onEdit([{ op: 'remove_need', id: node.id, needs: need.node }])}
              >
                {t('remove')}
              </Button>
            </span>
            <details className="ls-details">
              <summary>{need.source === '假设' ? t('assumed') : need.source.document}</summary>
              <SourceField
                source={need.source}
                documents={documents}
                isDisabled={isDisabled}
                onChange={(source) => set({ ...need, source })}
              />
            </details>
          </li>
        ))}
      </ul>
      <Select
        aria-label={t('addNeed')}
        placeholder={t('addNeed')}
        disabled={isDisabled}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={map.nodes
          .filter(({ id }) => !taken.has(id))
          .map(({ id }) => ({ value: id, label: names.get(id)! }))}
        onChange={(id: string | null) => id && set({ node: id, essential: true, source: '假设' })}
      />
      {node.needs.length === 0 && <NeedsNone node={node} isDisabled={isDisabled} onEdit={onEdit} />}
    </div>
  )
}

function NeedsNone({ node, isDisabled, onEdit }: Pick<Props, 'node' | 'isDisabled' | 'onEdit'>) {
  const said = node.needsNone ?? { zh: '', en: '' }
  const change = (next: { zh: string; en: string }) =>
    onEdit([
      {
        op: 'change_node',
        id: node.id,
        fields: { needsNone: next.zh === '' && next.en === '' ? null : next },
      },
    ])
  return (
    <div className="ls-map-row">
      <CommitInput
        label={t('needsNone')}
        value={said.zh}
        isDisabled={isDisabled}
        onCommit={(zh) => change({ ...said, zh })}
      />
      <CommitInput
        label={t('needsNoneEn')}
        value={said.en}
        isDisabled={isDisabled}
        onCommit={(en) => change({ ...said, en })}
      />
    </div>
  )
}
