import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import { type GapVocabulary, type OwnGap, raisedQuery, vocabularyQuery } from './gap-api.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { KindDefinitions } from './KindDefinitions.tsx'
import { t } from './register-words.ts'

/** What one's own firm or office raised, with the office's answer, and the form to raise more. */
export function RaisedPage() {
  const { data, error, refetch } = useQuery(raisedQuery(useScope()))
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const columns = useMemo(() => columnsOf(vocabulary), [vocabulary])
  const [isRaising, setRaising] = useState(false)
  if (error)
    return <Page title={t('raisedTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const raise = (
    <Button type="primary" onClick={() => setRaising(true)}>
      {t('raiseItem')}
    </Button>
  )
  const waiting = data.items.filter(({ state }) => state === 'raised').length
  return (
    <Page
      title={t('raisedTitle')}
      sentence={t('raisedSentence', { count: data.items.length, waiting })}
      actions={
        <>
          <KindDefinitions /> {data.items.length > 0 && raise}
        </>
      }
    >
      {data.items.length === 0 ? (
        <Empty title={t('raisedNone')} why={t('raisedNoneWhy')} action={raise} />
      ) : (
        <DataTable name={t('raisedTitle')} rows={data.items} columns={columns} rowId={({ id }) => id} />
      )}
      {isRaising && (
        <ItemDialog as="raise" onClose={() => setRaising(false)} onDone={() => setRaising(false)} />
      )}
    </Page>
  )
}

const columnsOf = (vocabulary: GapVocabulary | undefined): Column<OwnGap>[] => [
  { id: 'title', title: t('title'), width: 220, grow: 3, phone: 'title', value: (row) => row.title },
  {
    id: 'kind',
    title: t('kind'),
    width: 84,
    grow: 0,
    value: (row) => {
      const kind = vocabulary?.kinds.find(({ id }) => id === row.kind)
      return kind ? inLang(kind.name) : row.kind
    },
  },
  { id: 'chain', title: t('chain'), width: 130, value: (row) => row.chain.name },
  { id: 'place', title: t('node'), width: 150, value: (row) => row.place },
  { id: 'raisedOn', title: t('raisedOn'), width: 110, grow: 0, value: (row) => row.raisedOn },
  { id: 'stage', title: t('stage'), width: 110, grow: 0, value: (row) => row.stateName },
  {
    id: 'answer',
    title: t('answer'),
    width: 200,
    grow: 2,
    value: (row) => row.answer ?? '',
    cell: (row) => row.answer ?? <span className="ls-soft">{t('answerNone')}</span>,
  },
]
