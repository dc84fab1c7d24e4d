import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Select, Space } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { comparisonQuery, type RunInfo, runsQuery } from './api.ts'
import { MovementView } from './MovementView.tsx'
import { t } from './words.ts'

const route = getRouteApi('/evaluation/compare')

/** Two years of one scorecard: who rose, who fell, and by which indicators. */
export function ComparisonPage() {
  const search = route.useSearch()
  const { data: runs, error } = useQuery(runsQuery(useScope()))
  if (error) return <Page title={t('comparison')}>{<Problem error={error} />}</Page>
  if (!runs) return <Loading />
  const to = runs.find(({ id }) => id === search.to) ?? runs[0]
  const others = runs.filter(
    (run) => to && run.id !== to.id && run.title === to.title && run.assessment === to.assessment,
  )
  const from =
    others.find(({ id }) => id === search.from) ?? others.find((run) => to && run.year < to.year) ?? others[0]
  if (!to || !from)
    return (
      <Page title={t('comparison')}>
        <Empty title={t('compareNone')} why={t('runsNoneWhy')} />
      </Page>
    )
  return <Compared runs={runs} others={others} from={from} to={to} />
}

type Props = { runs: readonly RunInfo[]; others: readonly RunInfo[]; from: RunInfo; to: RunInfo }

function Compared({ runs, others, from, to }: Props) {
  const navigate = useNavigate()
  const { data, error } = useQuery(comparisonQuery(from.id, to.id))
  const label = (run: RunInfo) => `${lang() === 'zh' ? run.title : run.titleEn} ${run.year} · ${t(run.state)}`
  const options = (list: readonly RunInfo[]) => list.map((run) => ({ value: run.id, label: label(run) }))
  const choose = (search: { from?: string; to?: string }) =>
    void navigate({ to: '/evaluation/compare', search })
  return (
    <Page
      title={t('comparison')}
      sentence={
        data &&
        `${t('comparisonSentence', { up: data.up, down: data.down, same: data.same, unknown: data.unknown })}${
          data.sameRules ? '' : ` ${t('otherRules')}`
        }${data.onlyBefore + data.onlyAfter > 0 ? ` ${t('onlyOne', { before: data.onlyBefore, after: data.onlyAfter })}` : ''}`
      }
    >
      <Space wrap className="ls-no-print ls-evaluation-choice">
        <Select
          aria-label={t('before')}
          value={from.id}
          options={options(others)}
          onChange={(id) => choose({ from: id, to: to.id })}
          popupMatchSelectWidth={false}
        />
        →
        <Select
          aria-label={t('after')}
          value={to.id}
          options={options(runs)}
          onChange={(id) => choose({ to: id })}
          popupMatchSelectWidth={false}
        />
      </Space>
      {error ? (
        <Problem error={error} />
      ) : data ? (
        <MovementView matrix={data.matrix} movers={data.movers} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
