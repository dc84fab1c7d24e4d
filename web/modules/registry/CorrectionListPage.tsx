import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { useMemo, useState } from 'react'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { figureText } from './figure-text.ts'
import { type Correction, correctionsQuery, decideCorrection, withdrawCorrection } from './profile-api.ts'
import { t } from './profile-words.ts'

const stateName = (state: Correction['state']) =>
  ({
    proposed: () => t('stateProposed'),
    accepted: () => t('stateAccepted'),
    refused: () => t('stateRefused'),
    withdrawn: () => t('stateWithdrawn'),
  })[state]()

/** Corrections of facts: an office decides, a firm follows its own; one of them is a drawer with its own address. */
export function CorrectionListPage() {
  const { dataset } = useScope()
  const { data: rows, error, refetch } = useQuery(correctionsQuery(dataset))
  const { correction: chosen } = useSearch({ strict: false }) as { correction?: string }
  const navigate = useNavigate()
  const columns = useMemo(correctionColumns, [])
  const choose = (correction: string | undefined) =>
    void navigate({ to: '.', search: (held: object) => ({ ...held, correction }) } as never)
  if (error)
    return <Page title={t('corrections')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!rows) return <Loading />
  const waiting = rows.filter(({ state }) => state === 'proposed').length
  return (
    <Page title={t('corrections')} sentence={t('correctionsSentence', { waiting })}>
      {rows.length === 0 ? (
        <Empty title={t('correctionsNone')} why={t('correctionsNoneWhy')} />
      ) : (
        <DataTable
          name={t('corrections')}
          rows={rows}
          rowId={({ id }) => id}
          columns={columns}
          onOpen={({ id }) => choose(id)}
        />
      )}
      <CorrectionDrawer correction={rows.find(({ id }) => id === chosen)} onClose={() => choose(undefined)} />
    </Page>
  )
}

const correctionColumns = (): Column<Correction>[] => [
  { id: 'firm', title: t('firm'), width: 200, grow: 2, phone: 'title', value: (c) => c.organisationName },
  {
    id: 'field',
    title: t('field'),
    width: 140,
    value: (c) => [c.label, c.period].filter(Boolean).join(' '),
  },
  {
    id: 'held',
    title: t('heldValue'),
    width: 160,
    value: (c) => (c.heldValue === null ? null : figureText(c, c.heldValue)),
  },
  { id: 'proposed', title: t('proposed'), width: 160, value: (c) => c.proposedValue },
  { id: 'at', title: t('proposedAt'), width: 110, grow: 0, value: (c) => day(c.proposedAt) },
  { id: 'state', title: t('state'), width: 90, grow: 0, value: (c) => stateName(c.state) },
]

function CorrectionDrawer({ correction, onClose }: { correction: Correction | undefined; onClose(): void }) {
  return (
    <Drawer open={correction !== undefined} onClose={onClose} title={correction?.label}>
      {correction && (
        <div className="ls-stack">
          <dl className="ls-pairs">
            <dt>{t('firm')}</dt>
            <dd>
              <Link to="/firms/$firmId" params={{ firmId: correction.organisationId }}>
                {correction.organisationName}
              </Link>
            </dd>
            {correction.entryId && (
              <>
                <dt>{t('field')}</dt>
                <dd>
                  <Link to="/libraries/$entryId" params={{ entryId: correction.entryId }}>
                    {correction.label}
                  </Link>
                </dd>
              </>
            )}
            <dt>{t('heldValue')}</dt>
            <dd>{correction.heldValue === null ? '—' : figureText(correction, correction.heldValue)}</dd>
            <dt>{t('proposed')}</dt>
            <dd>
              <b>{correction.proposedValue}</b>
            </dd>
            <dt>{t('correctReason')}</dt>
            <dd>{correction.reason}</dd>
            <dt>{t('proposedAt')}</dt>
            <dd>
              {correction.proposedBy} · {day(correction.proposedAt)}
            </dd>
            <dt>{t('state')}</dt>
            <dd>
              {[stateName(correction.state), correction.decidedBy, correction.decision]
                .filter(Boolean)
                .join(' · ')}
            </dd>
          </dl>
          <Deciding key={correction.id} correction={correction} />
        </div>
      )}
    </Drawer>
  )
}

/** What the server says that its reader may do. */
function Deciding({ correction: { id, actions, subject } }: { correction: Correction }) {
  const [words, setWords] = useState('')
  const queries = useQueryClient()
  const acting = useMutation({
    mutationFn: (what: 'accept' | 'pin' | 'refuse' | 'withdraw') =>
      what === 'withdraw'
        ? withdrawCorrection(id)
        : decideCorrection(id, { action: what === 'pin' ? 'accept' : what, words, pin: what === 'pin' }),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (actions.length === 0) return null
  return (
    <>
      {actions.includes('refuse') && (
        <Input.TextArea
          rows={3}
          maxLength={1000}
          value={words}
          aria-label={t('wordsAsk')}
          placeholder={t('wordsAsk')}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className="ls-tags">
        {actions.includes('accept') && (
          <>
            <Button type="primary" loading={acting.isPending} onClick={() => acting.mutate('accept')}>
              {t('accept')}
            </Button>
            {subject !== 'entry' && <Button onClick={() => acting.mutate('pin')}>{t('acceptPin')}</Button>}
          </>
        )}
        {actions.includes('refuse') && (
          <Button danger disabled={words.trim() === ''} onClick={() => acting.mutate('refuse')}>
            {t('refuse')}
          </Button>
        )}
        {actions.includes('withdraw') && (
          <Button onClick={() => acting.mutate('withdraw')}>{t('withdraw')}</Button>
        )}
      </div>
      {acting.error && <Problem error={acting.error} />}
    </>
  )
}
