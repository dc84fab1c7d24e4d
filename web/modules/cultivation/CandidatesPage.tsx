import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import { type Candidate, candidatesQuery, ladderQuery } from './api.ts'
import { verdictWord } from './verdict-word.ts'
import { t } from './words.ts'

const route = getRouteApi('/cultivation/candidates')
/** Who could apply for a rung in this window, and who lacks one item only. */
export function CandidatesPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { rung = 'srdi' } = route.useSearch()
  const ladder = useQuery(ladderQuery(scope))
  const { data, error, refetch } = useQuery(candidatesQuery(scope, rung))
  const choose = (
    <Select
      value={rung}
      aria-label={t('rung')}
      popupMatchSelectWidth={false}
      options={(ladder.data?.rungs ?? [])
        .filter(({ ruleSet }) => ruleSet)
        .map(({ id, name }) => ({ value: id, label: inLang(name) }))}
      onChange={(id) => void navigate({ to: '/cultivation/candidates', search: { rung: id } })}
    />
  )
  if (error)
    return (
      <Page title={t('candidates')} actions={choose}>
        <Problem error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Loading />
  const count = (test: (item: Candidate) => boolean) => data.items.filter(test).length
  return (
    <Page
      title={t('candidates')}
      actions={choose}
      sentence={
        <>
          {t('candidatesSentence', {
            rules: data.ruleSet,
            reached: count(({ verdict }) => verdict === 'reached'),
            one: count(({ lacksOnly }) => lacksOnly !== null),
            open: count(({ verdict }) => verdict === 'unknown'),
          })}{' '}
          {data.window
            ? t('nextWindow', { opens: data.window.opensOn, closes: data.window.closesOn })
            : t('windowNone')}
        </>
      }
    >
      {data.items.length === 0 ? (
        <Empty title={t('candidatesNone')} why={t('candidatesNoneWhy')} />
      ) : (
        <DataTable
          name={t('candidates')}
          rows={data.items}
          columns={columns()}
          rowId={({ organisationId }) => organisationId}
          onOpen={({ organisationId }) =>
            void navigate({ to: '/firms/$firmId', params: { firmId: organisationId } })
          }
        />
      )}
    </Page>
  )
}

const columns = (): Column<Candidate>[] => [
  { id: 'firm', title: t('firm'), width: 220, grow: 3, phone: 'title', value: ({ name }) => name },
  { id: 'verdict', title: t('verdict'), width: 110, value: ({ verdict }) => t(verdictWord[verdict]) },
  {
    id: 'met',
    title: t('met'),
    width: 100,
    grow: 0,
    align: 'right',
    value: ({ met }) => met,
    cell: ({ met, items }) => `${met} / ${items}`,
  },
  { id: 'lacking', title: t('lacking'), width: 180, grow: 2, value: ({ unmet }) => unmet.join('、') || '—' },
  { id: 'holds', title: t('titleHeld'), width: 180, value: ({ holds }) => holds ?? t('none') },
]
