import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { ChainView } from '../../../ui/chain/ChainView.tsx'
import { instant } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Loading, Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { draftQuery, type MapDraft, sheetAddress } from './api.ts'
import { ChangeList } from './ChangeList.tsx'
import { CommentList } from './CommentList.tsx'
import { chainOfDraft, comparisonOf, marksOfDraft } from './draft-chain.ts'
import { FaultList } from './FaultList.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { NewNodeDialog } from './NewNodeDialog.tsx'
import { NodeForm } from './NodeForm.tsx'
import { SegmentPanel } from './SegmentPanel.tsx'
import { StepsPanel } from './StepsPanel.tsx'
import { type Editing, useDraft } from './use-draft.ts'
import { useEditorKeys } from './use-editor-keys.ts'
import { t } from './words.ts'

const route = getRouteApi('/map-drafts/$draftId')

/** A draft of a map: the drawing, the chosen node as a form, checks, comments and the steps to publication. */
export function MapEditorPage() {
  const { draftId } = route.useParams()
  const { data, error, refetch } = useQuery(draftQuery(draftId))
  if (error) return <Page title={t('maps')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  return <Editor key={draftId} loaded={data} />
}

function Editor({ loaded }: { loaded: MapDraft }) {
  const client = useQueryClient()
  const editing = useDraft(loaded)
  const { draft, edit, undo, redo, take } = editing
  const { node: chosen } = route.useSearch()
  const navigate = route.useNavigate()
  const [dialog, setDialog] = useState<'node' | 'sheet' | null>(null)
  const choose = (node: string | null) =>
    void navigate({ search: (held) => ({ ...held, node: node ?? undefined }), replace: true })
  const node = draft.content.nodes.find(({ id }) => id === chosen) ?? null
  const comparison = useMemo(() => comparisonOf(draft.base, draft.content), [draft.base, draft.content])
  const chain = useMemo(
    () => chainOfDraft(draft.content, marksOfDraft(comparison, draft.checks)),
    [draft.content, draft.checks, comparison],
  )
  const remove = () => {
    if (!node || !draft.mayEdit) return
    edit([{ op: 'remove_node', id: node.id }])
    choose(null)
  }
  useEditorKeys({
    onUndo: undo,
    onRedo: redo,
    onNew: () => draft.mayEdit && draft.content.segments.length > 0 && setDialog('node'),
    onRemove: remove,
  })
  const changed = (comparison?.nodes ?? []).filter(({ kind }) => kind !== 'removed').map(({ id }) => id)
  return (
    <Page
      title={t('editorTitle', { map: inLang(draft.content.name) || draft.mapId })}
      sentence={
        <Sentence editing={editing} changes={comparison?.nodes.length ?? draft.content.nodes.length} />
      }
      actions={<Tools editing={editing} onDialog={setDialog} />}
    >
      <Notices editing={editing} />
      <div className="ls-map-editor" data-chosen={node !== null || undefined}>
        <ChainView
          chain={chain}
          selected={node?.id ?? null}
          level="nodes"
          levels={['nodes']}
          isPlain
          onLevel={() => {}}
          onOpen={choose}
        />
        <aside className="ls-map-side" aria-label={t('edit')}>
          {node ? (
            <NodeForm key={node.id} draft={draft} node={node} onEdit={edit} onTake={take} onRemove={remove} />
          ) : (
            <p className="ls-soft">{t('choose')}</p>
          )}
          <SideTabs
            editing={editing}
            changed={draft.base === null ? draft.content.nodes.map(({ id }) => id) : changed}
            onOpen={choose}
          />
        </aside>
      </div>
      {dialog === 'node' && (
        <NewNodeDialog
          map={draft.content}
          segment={node?.segment ?? null}
          onEdit={edit}
          onClose={(added) => {
            setDialog(null)
            if (added) choose(added)
          }}
        />
      )}
      {dialog === 'sheet' && (
        <ImportDialog
          draft={draft}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null)
            void client.fetchQuery({ ...draftQuery(draft.id), staleTime: 0 }).then(take)
          }}
        />
      )}
    </Page>
  )
}

function Sentence({ editing: { draft, isSaving }, changes }: { editing: Editing; changes: number }) {
  const faults = draft.checks.filter(({ level }) => level === 'fault').length
  return (
    <>
      {t('editorSentence', {
        ...{ revision: draft.revision, state: t(`state_${draft.state}`), changes, faults },
        ...{ by: draft.updatedBy, at: instant(draft.updatedAt) ?? '' },
      })}{' '}
      <span data-testid="save-state" aria-live="polite">
        {t(isSaving ? 'saving' : 'saved')}
      </span>
    </>
  )
}

function Tools({ editing, onDialog }: { editing: Editing; onDialog(dialog: 'node' | 'sheet'): void }) {
  const { draft, undo, redo, canUndo, canRedo } = editing
  const mayAdd = draft.mayEdit && draft.content.segments.length > 0
  return (
    <>
      <Button onClick={() => onDialog('node')} disabled={!mayAdd} type="primary">
        {t('addNode')}
      </Button>
      <Button onClick={undo} disabled={!canUndo || !draft.mayEdit}>
        {t('undo')}
      </Button>
      <Button onClick={redo} disabled={!canRedo || !draft.mayEdit}>
        {t('redo')}
      </Button>
      <Button onClick={() => onDialog('sheet')} disabled={!draft.mayEdit}>
        {t('sheetIn')}
      </Button>
      <Button href={sheetAddress(draft.id)}>{t('sheetOut')}</Button>
      <Link to="/chains/$chainId/versions" params={{ chainId: draft.chainId }}>
        {t('history')}
      </Link>
    </>
  )
}

function Notices({ editing: { draft, notice, error, dismiss } }: { editing: Editing }) {
  const others = draft.editors.filter(({ isMe, isHere }) => isHere && !isMe).map(({ name }) => name)
  return (
    <>
      {others.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('alsoHere', { names: others.join('、') })}
          data-testid="others"
        />
      )}
      {notice && (
        <Alert type="warning" showIcon closable={{ onClose: dismiss }} title={notice} data-testid="notice" />
      )}
      {error !== null && <Problem error={error} retry={dismiss} />}
    </>
  )
}

type SideProps = { editing: Editing; changed: readonly string[]; onOpen(nodeId: string): void }

function SideTabs({ editing, changed, onOpen }: SideProps) {
  const { draft, edit, take, isSaving } = editing
  const nameOf = (id: string) => inLang(draft.content.nodes.find((node) => node.id === id)?.name) || id
  const open = draft.comments.filter(({ resolvedBy }) => resolvedBy === null).length
  return (
    <section className="ls-panel">
      <div className="ls-panel-body">
        <Tabs
          size="small"
          items={[
            {
              key: 'steps',
              label: t('life'),
              children: <StepsPanel draft={draft} changed={changed} isSaving={isSaving} onTake={take} />,
            },
            {
              key: 'checks',
              label: `${t('checks')} ${draft.checks.length}`,
              children:
                draft.checks.length === 0 ? (
                  <p className="ls-soft">{t('checkNone')}</p>
                ) : (
                  <FaultList checks={draft.checks} nameOf={nameOf} onOpen={onOpen} />
                ),
            },
            {
              key: 'comments',
              label: `${t('comments')} ${open}`,
              children: <CommentList draft={draft} nodeId={null} onTake={take} onOpen={onOpen} />,
            },
            {
              key: 'segments',
              label: t('segments'),
              children: <SegmentPanel map={draft.content} isDisabled={!draft.mayEdit} onEdit={edit} />,
            },
            {
              key: 'changes',
              label: t('changes'),
              children: draft.base && (
                <ChangeList before={draft.base} after={draft.content} onOpen={onOpen} />
              ),
            },
          ]}
        />
        <p className="ls-soft ls-only-wide">{t('keys')}</p>
      </div>
    </section>
  )
}
