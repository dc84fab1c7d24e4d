import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { FileButton } from '../../../ui/FileButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Loading, Problem } from '../../../ui/states.tsx'
import { FormDialog, type FormValues, orNull } from '../FormDialog.tsx'
import { LightMark } from '../tasks/LightMark.tsx'
import { addOccasionFile, cancelOccasion, changeOccasion, type OccasionDetail, occasionQuery } from './api.ts'
import { useMeetingFields } from './MeetingListPage.tsx'
import { occasionOf, valuesOf } from './meeting-fields.ts'
import { NewPoint, SettlePoint } from './PointForms.tsx'
import { t } from './words.ts'

const route = getRouteApi('/meetings/$meetingId')

/** One meeting or visit: who met about what, the minutes, and what became of every request and decision. */
export function MeetingPage() {
  const { meetingId } = route.useParams()
  const { data, error, refetch } = useQuery(occasionQuery(meetingId))
  if (error)
    return <Page title={t('meetings')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={data.title}
      sentence={`${t(data.kind)} · ${data.heldOn} · ${t(data.standing)}${
        data.points > 0 ? ` · ${t('settledOf', { settled: data.settled, points: data.points })}` : ''
      }`}
      actions={data.mayChange && <Acts one={data} />}
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts one={data} />
          <Files one={data} />
        </div>
        <div className="ls-stack">
          <Points one={data} />
          <section className="ls-panel">
            <h2>{t('minutes')}</h2>
            <div className="ls-panel-body">
              {data.minutes === null ? (
                <p className="ls-soft">{t('minutesNone')}</p>
              ) : (
                <>
                  {data.minutes.split('\n').map((line, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, shown in their order
                    <p key={i}>{line}</p>
                  ))}
                  <p className="ls-soft">{data.minutesBy}</p>
                </>
              )}
            </div>
          </section>
        </div>
      </div>
    </Page>
  )
}

function Acts({ one }: { one: OccasionDetail }) {
  const queries = useQueryClient()
  const fields = useMeetingFields()
  const [open, setOpen] = useState<'change' | 'minutes' | 'cancel' | null>(null)
  const again = () => void queries.invalidateQueries({ queryKey: ['occasions'] })
  const close = () => setOpen(null)
  const change = (values: FormValues) =>
    changeOccasion(one.id, { ...occasionOf(values), seen: one.seen, minutes: one.minutes })
  const write = (values: FormValues) =>
    changeOccasion(one.id, {
      ...occasionOf(valuesOf(one)),
      seen: one.seen,
      minutes: orNull(values.minutes),
    })
  return (
    <>
      <Button onClick={() => setOpen('change')}>{t('changeMeeting')}</Button>
      <Button type={one.standing === 'unwritten' ? 'primary' : 'default'} onClick={() => setOpen('minutes')}>
        {t('writeMinutes')}
      </Button>
      {one.minutes === null && <Button onClick={() => setOpen('cancel')}>{t('cancelMeeting')}</Button>}
      {open === 'change' && (
        <FormDialog
          title={t('changeMeeting')}
          fields={fields}
          begin={valuesOf(one)}
          onSend={change}
          onDone={again}
          onClose={close}
        />
      )}
      {open === 'minutes' && (
        <FormDialog
          title={t('writeMinutes')}
          fields={[{ id: 'minutes', label: t('minutes'), kind: 'text' }]}
          begin={{ minutes: one.minutes ?? '' }}
          onSend={write}
          onDone={again}
          onClose={close}
        />
      )}
      {open === 'cancel' && (
        <FormDialog
          title={t('cancelMeeting')}
          fields={[{ id: 'why', label: t('why'), isNeeded: true }]}
          onSend={({ why }) => cancelOccasion(one.id, { seen: one.seen, why: why!.trim() })}
          onDone={again}
          onClose={close}
        />
      )}
    </>
  )
}

function Facts({ one }: { one: OccasionDetail }) {
  const pairs: [string, string | null][] = [
    [t('place'), one.place],
    [t('presided'), [one.leaderPost, one.leader].filter(Boolean).join(' ') || null],
    [t('attendees'), one.attendees.join('、') || null],
    [t('cancelled'), one.cancelledWhy],
    [t('source'), one.source],
  ]
  return (
    <section className="ls-panel">
      <h2>{t('title')}</h2>
      <dl className="ls-pairs ls-panel-body">
        {pairs.map(([term, value]) =>
          value === null ? null : [<dt key={`${term} t`}>{term}</dt>, <dd key={`${term} d`}>{value}</dd>],
        )}
        {one.sites.length > 0 && (
          <>
            <dt>{t('sites')}</dt>
            <dd>
              {one.sites.map(({ name, organisationId }) => (
                <div key={name}>
                  {organisationId === null ? (
                    name
                  ) : (
                    <Link to="/firms/$firmId" params={{ firmId: organisationId }}>
                      {name}
                    </Link>
                  )}
                </div>
              ))}
            </dd>
          </>
        )}
        {one.agenda.length > 0 && (
          <>
            <dt>{t('agenda')}</dt>
            <dd>
              <ol>
                {one.agenda.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Files({ one }: { one: OccasionDetail }) {
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) => addOccasionFile(one.id, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['occasions'] }),
  })
  if (one.files.length === 0 && !one.mayChange) return null
  return (
    <section className="ls-panel">
      <h2>{t('files')}</h2>
      <div className="ls-panel-body ls-stack">
        {add.error && <Problem error={add.error} />}
        {one.files.map(({ id, fileName }) => (
          <a key={id} href={`/api/attachments/${id}`}>
            {fileName}
          </a>
        ))}
        {one.mayChange && (
          <div>
            <FileButton
              name={t('addFile')}
              words={t('addFile')}
              isSending={add.isPending}
              onFile={(file) => add.mutate(file)}
            />
          </div>
        )}
      </div>
    </section>
  )
}

function Points({ one }: { one: OccasionDetail }) {
  return (
    <section className="ls-panel" data-testid="points">
      <h2>{t('points')}</h2>
      <div className="ls-panel-body ls-stack">
        {one.pointList.length === 0 && <p className="ls-soft">{t('pointsNone')}</p>}
        <ul className="ls-lines">
          {one.pointList.map((point) => (
            <li key={point.id}>
              <span>
                <span className="ls-tag">{t(point.kind)}</span> {point.text}{' '}
                {point.raisedBy && <span className="ls-soft">{point.raisedBy}</span>}
              </span>
              {point.task ? (
                <Space wrap>
                  <Link to="/tasks/$taskId" params={{ taskId: point.task.id }}>
                    {point.task.title}
                  </Link>
                  <LightMark task={{ ...point.task, overdueWorkingDays: 0 }} />
                </Space>
              ) : point.noTaskWhy ? (
                <span className="ls-soft">
                  {t('noTask')}：{point.noTaskWhy}
                </span>
              ) : (
                one.mayChange && <SettlePoint one={one} point={point} />
              )}
            </li>
          ))}
        </ul>
        {one.mayChange && <NewPoint one={one} />}
      </div>
    </section>
  )
}
