import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { count, instant } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import {
  type CollectionDetail,
  type CollectionRequest,
  closeCollection,
  collectionQuery,
  exportAddress,
  remindCollection,
  returnAnswer,
  takeAnswers,
} from './collection-api.ts'
import { t } from './words.ts'

const route = getRouteApi('/collections/$collectionId')

/** One collection: who has not answered first, reminders, taking over, sending back. */
export function CollectionPage() {
  const { collectionId } = route.useParams()
  const { data, error, refetch } = useQuery(collectionQuery(collectionId))
  if (error)
    return <Page title={t('collections')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const { title, dueDate, answered, asked } = data
  return (
    <Page
      title={title}
      sentence={t('dueSentence', { title, due: dueDate, answered, asked, open: asked - answered })}
      actions={<Link to="/collections">{t('collections')}</Link>}
    >
      <Acts collection={data} />
      <Requests collection={data} />
    </Page>
  )
}

function useAct<T>(work: () => Promise<T>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: work, onSuccess: () => queries.invalidateQueries() })
}

function Acts({ collection: { id, asked, answered, taken, closedAt } }: { collection: CollectionDetail }) {
  const remind = useAct(() => remindCollection(id))
  const take = useAct(() => takeAnswers(id))
  const close = useAct(() => closeCollection(id))
  const error = remind.error ?? take.error ?? close.error
  return (
    <>
      <div className="ls-line">
        <Button
          type="primary"
          disabled={answered === taken}
          loading={take.isPending}
          onClick={() => take.mutate()}
        >
          {t('takeOver')}（{count(answered - taken)}）
        </Button>
        <Button
          disabled={asked === answered || closedAt !== null}
          loading={remind.isPending}
          onClick={() => remind.mutate()}
        >
          {t('remind')}（{count(asked - answered)}）
        </Button>
        {!closedAt && (
          <Button loading={close.isPending} onClick={() => close.mutate()}>
            {t('closeCollection')}
          </Button>
        )}
        {closedAt && <span className="ls-soft">{t('closed')}</span>}
        <span className="ls-soft">{t('exportCame')}</span>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={exportAddress(id, format)} download>
            {format.toUpperCase()}
          </a>
        ))}
      </div>
      {error && <Problem error={error} />}
      {remind.data && <Alert type="success" title={t('reminded', { count: remind.data.reminded })} />}
      {take.data && (
        <Alert
          type={take.data.refused > 0 ? 'warning' : 'success'}
          title={t('tookOver', take.data as never)}
          description={take.data.problems
            .slice(0, 20)
            .map(({ organisationName, column, message }) =>
              [organisationName, column, message].filter(Boolean).join(' · '),
            )
            .join('\n')}
          action={
            take.data.importId ? (
              <Link to="/import/$importId" params={{ importId: take.data.importId }}>
                {t('whereRows')}
              </Link>
            ) : null
          }
        />
      )}
    </>
  )
}

const stateWords = () => ({
  sent: t('stateSent'),
  draft: t('stateDraft'),
  answered: t('stateAnswered'),
  returned: t('stateReturned'),
  taken: t('stateTaken'),
})

function Requests({ collection }: { collection: CollectionDetail }) {
  return (
    <section className="ls-panel">
      <ScrollX className="ls-panel-body">
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('state')}</th>
              <th>{t('remindedAt')}</th>
              <th>{t('answeredAt')}</th>
              <th>{t('answerRows')}</th>
              <th> </th>
            </tr>
          </thead>
          <tbody>
            {collection.requests.map((request) => (
              <RequestLine key={request.id} request={request} fields={collection.fields} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function RequestLine({
  request,
  fields,
}: {
  request: CollectionRequest
  fields: CollectionDetail['fields']
}) {
  const { organisationId, organisationName, state, remindedAt, reminderCount, answeredAt, rows } = request
  const isIn = state === 'answered' || state === 'taken'
  const told = (row: Readonly<Record<string, string>>) =>
    fields
      .filter(({ name }) => row[name])
      .map(({ name, zh, en }) => `${lang() === 'zh' ? zh : en}：${row[name]}`)
      .join('；')
  return (
    <tr>
      <td>
        <Link to="/firms/$firmId" params={{ firmId: organisationId }}>
          {organisationName}
        </Link>
      </td>
      <td>{stateWords()[state]}</td>
      <td className="ls-soft">{remindedAt ? `${instant(remindedAt)}（${reminderCount}）` : '—'}</td>
      <td className="ls-soft">{isIn && answeredAt ? instant(answeredAt) : '—'}</td>
      <td>{isIn ? rows.map((row) => <div key={JSON.stringify(row)}>{told(row)}</div>) : '—'}</td>
      <td>{state === 'answered' && <SendBack requestId={request.id} />}</td>
    </tr>
  )
}

function SendBack({ requestId }: { requestId: string }) {
  const [reason, setReason] = useState<string | null>(null)
  const back = useAct(() => returnAnswer(requestId, reason ?? ''))
  if (reason === null)
    return (
      <Button size="small" onClick={() => setReason('')}>
        {t('sendBack')}
      </Button>
    )
  return (
    <div className="ls-line">
      <Input
        size="small"
        aria-label={t('sendBackWhy')}
        placeholder={t('sendBackWhy')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        size="small"
        danger
        disabled={reason.trim() === ''}
        loading={back.isPending}
        onClick={() => back.mutate()}
      >
        {t('sendBack')}
      </Button>
      {back.error && <Problem error={back.error} />}
    </div>
  )
}
