import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useState } from 'react'
import { day, instant } from '../../ui/format.ts'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { consentColumns } from './consent-columns.tsx'
import { t } from './consent-words.ts'
import { type Confided, confidedQuery, type Reading } from './people-api.ts'
import { roomName } from './room-words.ts'
import { WithdrawForm } from './WithdrawForm.tsx'

/** What my organisation confided, to whom, until when; withdrawn here; and who read what of it. */
export function ConfidedPage() {
  const { data, error, refetch } = useQuery(confidedQuery())
  const [chosen, setChosen] = useState<string | null>(null)
  if (error)
    return <Page title={t('ownTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />

  const open = data.consents.filter(({ state }) => state === 'open').length
  return (
    <Page title={t('ownTitle')} sentence={t('ownSentence', { open, readings: data.readings.length })}>
      {data.consents.length === 0 ? (
        <Empty title={t('ownNone')} why={t('ownNoneWhy')} />
      ) : (
        <DataTable
          name={t('ownTitle')}
          rows={data.consents}
          rowId={({ id }) => id}
          maxRows={Math.min(data.consents.length, 10)}
          columns={consentColumns({ label: t('withdraw'), open: setChosen })}
        />
      )}
      <div className="ls-columns">
        <ReadingList readings={data.readings} />
        {data.documents.length > 0 && <DocumentList documents={data.documents} />}
      </div>
      <Drawer
        open={chosen !== null}
        onClose={() => setChosen(null)}
        size={480}
        title={t('withdraw')}
        destroyOnHidden
      >
        {chosen !== null && <WithdrawForm id={chosen} onDone={() => setChosen(null)} />}
      </Drawer>
    </Page>
  )
}

/** Readings of what is confidential, newest first. */
export function ReadingList({ readings, atMost = 200 }: { readings: readonly Reading[]; atMost?: number }) {
  return (
    <section className="ls-panel" aria-label={t('readings')}>
      <h2>{t('readings')}</h2>
      {readings.length === 0 && <Empty title={t('readingsNone')} why={t('readingsNoneWhy')} />}
      <ul className="ls-notices">
        {readings.slice(0, atMost).map(({ id, at, role, action, what }) => (
          <li key={id}>
            <span>
              {roleName(role)} · {what ?? action}
            </span>
            <small className="ls-soft">{instant(at)?.slice(0, 16)}</small>
          </li>
        ))}
      </ul>
      {readings.length >= 200 && <p className="ls-panel-body ls-soft">{t('readings200')}</p>}
    </section>
  )
}

function DocumentList({ documents }: { documents: Confided['documents'] }) {
  return (
    <section className="ls-panel" aria-label={t('documents')}>
      <h2>{t('documents')}</h2>
      <ul className="ls-notices">
        {documents.map(({ id, fileName, room, uploadedAt, readers }) => (
          <li key={id}>
            <a className="ls-link" href={`/api/attachments/${id}`}>
              {fileName}
            </a>
            <small className="ls-soft">
              {[roomName(room), day(uploadedAt), readers.map(roleName).join('、')]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
