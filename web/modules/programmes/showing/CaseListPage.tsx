import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Space } from 'antd'
import { useRef, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { FormDialog, type FormField, type FormValues, orNull } from '../FormDialog.tsx'
import { type CaseSummary, casesQuery, createCase, type Pilot, receiveCase } from './api.ts'
import { t } from './words.ts'

/** The city's pilots and its case library. */
export function CaseListPage() {
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(casesQuery(useScope()))
  if (error) return <Page title={t('cases')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const own = data.items.filter(({ fromCity }) => fromCity === null)
  const acts = (
    <Space wrap>
      <NewCase pilots={data.pilots} />
      <ReceiveCase />
    </Space>
  )
  return (
    <Page
      title={t('cases')}
      sentence={t('casesSentence', {
        own: count(own.length),
        published: count(own.filter(({ publishedOn }) => publishedOn !== null).length),
        received: count(data.items.length - own.length),
      })}
      actions={data.items.length > 0 && acts}
    >
      {data.pilots.map((pilot) => (
        <PilotPanel key={pilot.id} pilot={pilot} />
      ))}
      {data.items.length === 0 ? (
        <Empty title={t('casesNone')} why={t('casesNoneWhy')} action={acts} />
      ) : (
        <DataTable
          name={t('cases')}
          rows={data.items}
          columns={columns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/cases/$caseId', params: { caseId: id } })}
        />
      )}
    </Page>
  )
}

function PilotPanel({ pilot }: { pilot: Pilot }) {
  const years = [pilot.firstYear, pilot.lastYear].filter((year) => year !== null)
  return (
    <section className="ls-panel">
      <h2>
        {inLang(pilot.name)} <span className="ls-tag">{t(`level_${pilot.level}`)}</span>
      </h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('positioning')}</dt>
        <dd>{pilot.positioning === null ? <Unknown /> : inLang(pilot.positioning)}</dd>
        <dt>{t('period')}</dt>
        <dd>{years.length === 0 ? <Unknown /> : [...new Set(years)].join('—')}</dd>
        <dt>{t('siblings')}</dt>
        <dd>{pilot.siblings.length === 0 ? <Unknown /> : pilot.siblings.join('、')}</dd>
        <dt>{t('source')}</dt>
        <dd>{pilot.source}</dd>
      </dl>
    </section>
  )
}

/** The fields of a write-up. */
export const caseFields = (): FormField[] => [
  { id: 'title', label: t('title'), isNeeded: true },
  { id: 'unit', label: t('unit'), isNeeded: true },
  { id: 'problem', label: t('problem'), kind: 'text', isNeeded: true },
  { id: 'practice', label: t('practice'), kind: 'text', isNeeded: true },
  { id: 'result', label: t('result'), kind: 'text' },
  { id: 'lesson', label: t('lesson'), kind: 'text' },
]
/** What a write-up's form says. */
export const caseWords = ({ title, unit, problem, practice, result, lesson }: FormValues) => ({
  title: title!.trim(),
  unit: unit!.trim(),
  problem: problem!.trim(),
  practice: practice!.trim(),
  result: orNull(result),
  lesson: orNull(lesson),
})

function NewCase({ pilots }: { pilots: readonly Pilot[] }) {
  const { city, dataset } = useScope()
  const mayReport = useMay('programmes.report')
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [requestKey] = useState(() => crypto.randomUUID())
  if (!mayReport) return null
  const send = async (values: FormValues) => {
    const place = { city: city.code, dataset, requestKey, pilotId: orNull(values.pilot) }
    const { id } = await createCase({ ...place, ...caseWords(values) })
    await navigate({ to: '/cases/$caseId', params: { caseId: id } })
  }
  const pilot: FormField = {
    id: 'pilot',
    label: t('pilot'),
    kind: 'choice',
    options: [
      { value: '', label: '—' },
      ...pilots.map(({ id, name }) => ({ value: id, label: inLang(name) })),
    ],
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('newCase')}</Button>
      {isOpen && (
        <FormDialog
          title={t('newCase')}
          fields={[...(pilots.length > 0 ? [pilot] : []), ...caseFields()]}
          begin={{ pilot: pilots[0]?.id ?? '' }}
          onSend={send}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function ReceiveCase() {
  const scope = useScope()
  const mayManage = useMay('programmes.manage')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  if (!mayManage) return null
  const take = async (file: File) => {
    try {
      await receiveCase(scope, file.name, JSON.parse(await file.text()))
      await queries.invalidateQueries({ queryKey: ['cases'] })
    } catch {
      message.error(t('receiveBad'))
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('receiveHint')}
        accept=".json,application/json"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) void take(file)
          target.value = ''
        }}
      />
      <Button title={t('receiveHint')} onClick={() => input.current?.click()}>
        {t('receive')}
      </Button>
    </>
  )
}

const columns = (): Column<CaseSummary>[] => [
  { id: 'title', title: t('title'), value: ({ title }) => title, width: 260, grow: 3, phone: 'title' },
  { id: 'unit', title: t('unit'), value: ({ unit }) => unit, width: 160 },
  {
    id: 'from',
    title: t('receivedFrom'),
    value: ({ fromCity }) => fromCity ?? t('own'),
    width: 100,
  },
  { id: 'state', title: t('state'), value: ({ stateTitle }) => stateTitle, width: 120 },
  {
    id: 'reported',
    title: t('reportedTo'),
    value: ({ reportedTo }) => reportedTo,
    cell: ({ reportedTo }) => reportedTo ?? '—',
    width: 150,
  },
  {
    id: 'published',
    title: t('published'),
    value: ({ publishedOn }) => publishedOn,
    cell: ({ publishedOn }) => publishedOn ?? '—',
    width: 110,
  },
]
