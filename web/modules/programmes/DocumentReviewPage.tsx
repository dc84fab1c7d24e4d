import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Drawer, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type DocumentDetail, documentQuery, dropDocument, type ItemKind } from './api.ts'
import { DocumentText } from './DocumentText.tsx'
import { ItemEditor } from './ItemEditor.tsx'
import { ItemList } from './ItemList.tsx'
import { emptyContent } from './item-fields.ts'
import { PlanTargets } from './PlanTargets.tsx'
import { t as p } from './plan-targets-words.ts'
import { useKeys } from './use-keys.ts'
import { useReview } from './use-review.ts'
import { WithdrawButton, WithdrawnNote } from './WithdrawDocument.tsx'
import { t } from './words.ts'

const route = getRouteApi('/documents/$documentId')
const kinds = ['task', 'target', 'policy', 'subsidy', 'commitment'] as const

/** Text and result side by side: item by item accepted, corrected or rejected, then published. */
export function DocumentReviewPage() {
  const { documentId } = route.useParams()
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  if (error)
    return <Page title={t('documents')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Review key={data.id} document={data} />
}

type Editing = {
  kind: ItemKind
  content: Record<string, unknown>
  ordinal: number | null
  span: [number, number] | null
}

function Review({ document }: { document: DocumentDetail }) {
  const may = useMay('programmes.manage')
  const isOpen = may && document.state === 'review'
  const navigate = route.useNavigate()
  const { view: asked = 'text', item, at } = route.useSearch()
  const place = useMemo(() => placeOf(at), [at])
  const view: View = document.state === 'published' ? asked : 'text'
  const choose = (next: View) =>
    void navigate({ search: { view: next === 'targets' ? next : undefined }, replace: true })
  const [kind, setKind] = useState<ItemKind | 'all'>('all')
  const [current, setCurrent] = useState<number | null>(() => {
    if (place) return null
    return (
      document.items.find(({ ordinal }) => ordinal === item)?.ordinal ?? document.items[0]?.ordinal ?? null
    )
  })
  const [marked, setMarked] = useState<[number, number] | null>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const act = useReview(document)
  const items = useMemo(
    () => document.items.filter((item) => kind === 'all' || item.kind === kind),
    [document, kind],
  )
  const decide = (ordinals: number[], decision: 'accepted' | 'rejected' | 'pending') =>
    act.mutate({ kind: 'decide', ordinals, decision })
  const correct = (ordinal: number) => {
    const item = document.items.find((one) => one.ordinal === ordinal)
    if (item) setEditing({ kind: item.kind, content: (item.written ?? item.read)!, ordinal, span: item.span })
  }
  useKeys({
    items,
    current,
    isOpen: isOpen && editing === null,
    setCurrent,
    decide: (o, d) => decide([o], d),
    correct,
  })
  const waiting = items.filter(({ decision }) => decision === 'pending')
  const sure = waiting.filter(({ doubts }) => doubts.length === 0)
  const add = (as: ItemKind) =>
    marked &&
    setEditing({
      kind: as,
      content: emptyContent(as, document.text.slice(...marked)),
      ordinal: null,
      span: marked,
    })
  return (
    <Page
      title={document.title}
      sentence={sentenceOf(document)}
      actions={
        isOpen ? (
          <Steps document={document} act={act} onPublished={() => choose('targets')} />
        ) : (
          <div className="ls-line">
            <span className="ls-tag">{document.withdrawnAt ? p('withdrawn') : t(document.state)}</span>
            {may && <WithdrawButton document={document} />}
          </div>
        )
      }
    >
      {document.isRepaired && (
        <Alert type="warning" showIcon title={t('repaired', { count: count(document.uncertain.length) })} />
      )}
      {act.error && editing === null && <Problem error={act.error} />}
      <WithdrawnNote document={document} />
      {document.state === 'published' && <ViewChoice view={view} onChange={choose} />}
      {view === 'targets' ? (
        <PlanTargets documentId={document.id} />
      ) : (
        <>
          <div className="ls-line">
            <KindChoice document={document} kind={kind} onChange={setKind} />
            {isOpen && sure.length > 0 && sure.length < waiting.length && (
              <Button
                loading={act.isPending}
                onClick={() =>
                  decide(
                    sure.map(({ ordinal }) => ordinal),
                    'accepted',
                  )
                }
              >
                {t('acceptSure', { count: count(sure.length) })}
              </Button>
            )}
            {isOpen && waiting.length > 0 && (
              <Button
                loading={act.isPending}
                onClick={() =>
                  decide(
                    waiting.map(({ ordinal }) => ordinal),
                    'accepted',
                  )
                }
              >
                {t('acceptShown', { count: count(waiting.length) })}
              </Button>
            )}
            {isOpen && <span className="ls-soft">{t('keys')}</span>}
          </div>
          <div className="ls-document">
            <section aria-label={t('text')}>
              {isOpen && <MarkedBar isMarked={marked !== null} onAdd={add} />}
              <DocumentText
                document={document}
                current={current}
                place={current === null ? place : null}
                onPick={setCurrent}
                onMark={setMarked}
              />
            </section>
            <ItemList
              items={items}
              current={current}
              isOpen={isOpen}
              onPick={setCurrent}
              onDecide={(ordinal, decision) => decide([ordinal], decision)}
              onCorrect={correct}
            />
          </div>
        </>
      )}
      <EditDrawer editing={editing} act={act} close={() => setEditing(null)} />
    </Page>
  )
}

/** `at` of the address as [start, end); null where the address names no place. */
function placeOf(at: string | undefined): [number, number] | null {
  const [from = 0, to = 0] = (at ?? '').split('-').map(Number)
  return to > from ? [from, to] : null
}

type View = 'text' | 'targets'

function ViewChoice({ view, onChange }: { view: View; onChange(view: View): void }) {
  return (
    <Segmented<View>
      value={view}
      onChange={onChange}
      options={[
        { value: 'text', label: p('textTab') },
        { value: 'targets', label: p('targetsTab') },
      ]}
    />
  )
}

function sentenceOf({ items }: DocumentDetail): string {
  const of = (decision: string) => items.filter((item) => item.decision === decision).length
  return t('reviewSentence', {
    total: count(items.length),
    accepted: count(of('accepted')),
    rejected: count(of('rejected')),
    pending: count(of('pending')),
    doubtful: count(items.filter(({ doubts }) => doubts.length > 0).length),
  })
}

type KindProps = { document: DocumentDetail; kind: ItemKind | 'all'; onChange(kind: ItemKind | 'all'): void }

function KindChoice({ document, kind, onChange }: KindProps) {
  const held = kinds.filter((one) => document.items.some((item) => item.kind === one))
  const label = (one: ItemKind) => `${t(one)} ${document.items.filter((item) => item.kind === one).length}`
  return (
    <Segmented<ItemKind | 'all'>
      value={kind}
      onChange={onChange}
      options={[{ value: 'all', label: t('all') }, ...held.map((value) => ({ value, label: label(value) }))]}
    />
  )
}

function MarkedBar({ isMarked, onAdd }: { isMarked: boolean; onAdd(kind: ItemKind): void }) {
  if (!isMarked) return <p className="ls-soft ls-marked">{t('addHint')}</p>
  return (
    <p className="ls-marked">
      {t('addFromText')}：
      {kinds.map((kind) => (
        <Button key={kind} size="small" onClick={() => onAdd(kind)}>
          {t(kind)}
        </Button>
      ))}
    </p>
  )
}

type Acting = ReturnType<typeof useReview>

function EditDrawer({ editing, act, close }: { editing: Editing | null; act: Acting; close(): void }) {
  return (
    <Drawer
      open={editing !== null}
      onClose={close}
      title={editing ? t(editing.kind) : ''}
      size="large"
      destroyOnHidden
    >
      {editing && (
        <ItemEditor
          kind={editing.kind}
          content={editing.content}
          isSaving={act.isPending}
          error={act.error}
          onCancel={close}
          onSave={(written) =>
            act.mutate(
              editing.ordinal === null
                ? { kind: 'add', item: { kind: editing.kind, written, span: editing.span } }
                : { kind: 'correct', ordinal: editing.ordinal, written },
              { onSuccess: close },
            )
          }
        />
      )}
    </Drawer>
  )
}

type StepsProps = { document: DocumentDetail; act: Acting; onPublished(): void }

function Steps({ document, act, onPublished }: StepsProps) {
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const drop = () =>
    modal.confirm({
      title: t('drop'),
      okText: t('drop'),
      content: t('dropSentence'),
      onOk: async () => {
        await dropDocument(document.id, document.version)
        await queries.invalidateQueries({ queryKey: ['programme-documents'] })
        await navigate({ to: '/documents' })
      },
    })
  const publish = () =>
    modal.confirm({
      title: t('publish'),
      okText: t('publish'),
      content: t('publishSentence'),
      onOk: async () => {
        const { items } = await act.mutateAsync({ kind: 'publish' })
        if (items.some(({ kind, decision }) => kind === 'target' && decision === 'accepted')) onPublished()
      },
    })
  const isBlocked = document.pendingCount > 0
  return (
    <>
      <Button onClick={drop}>{t('drop')}</Button>
      <Button type="primary" disabled={isBlocked} onClick={publish}>
        {isBlocked ? t('publishBlocked', { count: count(document.pendingCount) }) : t('publish')}
      </Button>
    </>
  )
}
