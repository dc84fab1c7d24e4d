import { Button, Popconfirm, Select } from 'antd'
import { inLang } from '../../../ui/words.ts'
import type { DraftNode, MapDraft, MapEdit } from './api.ts'
import { CommentList } from './CommentList.tsx'
import { CommitInput } from './CommitInput.tsx'
import { FaultList } from './FaultList.tsx'
import { NeedsEditor } from './NeedsEditor.tsx'
import { NodeReader } from './NodeReader.tsx'
import { ProductWords } from './ProductWords.tsx'
import { SourceField } from './SourceField.tsx'
import { t } from './words.ts'

type Props = {
  draft: MapDraft
  node: DraftNode
  onEdit(edits: readonly MapEdit[]): void
  onTake(draft: MapDraft): void
  onRemove(): void
}

/** Everything about one node of a draft: names, place, words, classes, source, needs, reader's note, comments. */
export function NodeForm({ draft, node, onEdit, onTake, onRemove }: Props) {
  const isDisabled = !draft.mayEdit
  const change = (fields: Extract<MapEdit, { op: 'change_node' }>['fields']) =>
    onEdit([{ op: 'change_node', id: node.id, fields }])
  const checks = draft.checks.filter((check) => check.node === node.id)
  return (
    <section className="ls-panel" data-testid="node-form" data-node-form={node.id}>
      <h2>{inLang(node.name) || node.id}</h2>
      <div className="ls-panel-body ls-map-form">
        {checks.length > 0 && <FaultList checks={checks} />}
        <Identity draft={draft} node={node} isDisabled={isDisabled} onChange={change} onEdit={onEdit} />
        <h3>{t('products')}</h3>
        <ProductWords
          draftId={draft.id}
          node={node}
          isDisabled={isDisabled}
          onChange={(products) => change({ products })}
        />
        <h3>{t('classes')}</h3>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={t('classes')}
          disabled={isDisabled}
          value={node.classes}
          onChange={(classes: string[]) =>
            change({ classes: [...new Set(classes.map((one) => one.trim()))] })
          }
        />
        <h3>{t('source')}</h3>
        <SourceField
          source={node.source}
          documents={draft.documents}
          isDisabled={isDisabled}
          onChange={(source) => change({ source })}
        />
        <h3>{t('needsOf')}</h3>
        <NeedsEditor
          map={draft.content}
          node={node}
          documents={draft.documents}
          isDisabled={isDisabled}
          onEdit={onEdit}
        />
        <h3>{t('secondReader')}</h3>
        <NodeReader draft={draft} nodeId={node.id} onTake={onTake} />
        <h3>{t('comments')}</h3>
        <CommentList draft={draft} nodeId={node.id} onTake={onTake} />
        {!isDisabled && <RemoveButton draft={draft} node={node} onRemove={onRemove} />}
      </div>
    </section>
  )
}

type IdentityProps = {
  draft: MapDraft
  node: DraftNode
  isDisabled: boolean
  onChange(fields: Extract<MapEdit, { op: 'change_node' }>['fields']): void
  onEdit(edits: readonly MapEdit[]): void
}

function Identity({ draft, node, isDisabled, onChange, onEdit }: IdentityProps) {
  return (
    <>
      <div className="ls-map-row">
        <CommitInput
          label={t('nameZh')}
          value={node.name.zh}
          isDisabled={isDisabled}
          onCommit={(zh) => onChange({ name: { ...node.name, zh } })}
        />
        <CommitInput
          label={t('nameEn')}
          value={node.name.en}
          isDisabled={isDisabled}
          onCommit={(en) => onChange({ name: { ...node.name, en } })}
        />
      </div>
      <div className="ls-map-row">
        <Select
          aria-label={t('segment')}
          disabled={isDisabled}
          value={node.segment}
          options={draft.content.segments.map(({ id, name }) => ({ value: id, label: inLang(name) || id }))}
          onChange={(segment: string) => onEdit([{ op: 'move_node', id: node.id, segment }])}
        />
        <code className="ls-soft" title={t('id')}>
          {node.id}
        </code>
      </div>
    </>
  )
}

function RemoveButton({ draft, node, onRemove }: { draft: MapDraft; node: DraftNode; onRemove(): void }) {
  const users = draft.content.nodes.filter(({ needs }) => needs.some((need) => need.node === node.id)).length
  return (
    <Popconfirm
      title={t('removeNode')}
      description={t('removeAsk', { count: users })}
      okText={t('remove')}
      cancelText={t('cancel')}
      onConfirm={onRemove}
    >
      <Button danger size="small">
        {t('removeNode')}
      </Button>
    </Popconfirm>
  )
}
