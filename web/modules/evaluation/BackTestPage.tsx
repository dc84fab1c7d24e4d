import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { type RunDetail, runQuery, type Scorecard, scorecardsQuery, tryChanges } from './api.ts'
import { MovementView } from './MovementView.tsx'
import { t } from './words.ts'

const route = getRouteApi('/evaluation/runs/$runId/back-test')

/** A changed scorecard tried on the frozen facts of a run: winners, losers, moves between classes. */
export function BackTestPage() {
  const { runId } = route.useParams()
  const run = useQuery(runQuery(runId))
  const cards = useQuery(scorecardsQuery())
  const error = run.error ?? cards.error
  if (error) return <Page title={t('backTest')}>{<Problem error={error} />}</Page>
  if (!run.data || !cards.data) return <Loading />
  const card = cards.data.find(({ id }) => id === run.data.scorecard)
  return <BackTest run={run.data} card={card} />
}

type Knob = { path: string; label: string; value: string }

/** The numbers that an office turns: weights, parameters, the edges of classes, the least coverage. */
function knobsOf(card: Scorecard | undefined): Knob[] {
  if (!card) return []
  const parameters = card.parameters.flatMap(({ name, label, value }) =>
    value === null ? [] : [{ path: `parameters/${name}`, label, value }],
  )
  const edges = card.cards.flatMap(({ name, label, levels }) =>
    levels.flatMap(({ level, from, top }, i): Knob[] => {
      const at = `scorecards/${name}/classes/levels/${i}`
      const own = card.cards.length > 1 ? `${label} ` : ''
      if (from !== null) return [{ path: `${at}/from`, label: own + t('levelFrom', { level }), value: from }]
      return top === null ? [] : [{ path: `${at}/top`, label: own + t('levelTop', { level }), value: top }]
    }),
  )
  const weights = card.cards.flatMap(({ name, label, indicators }) =>
    indicators.map(
      ({ label: of, max }, i): Knob => ({
        path: `scorecards/${name}/indicators/${i}/max`,
        label: `${card.cards.length > 1 ? `${label} ` : ''}${t('weightOf', { label: of })}`,
        value: max,
      }),
    ),
  )
  const coverage = card.assessments.map(({ name, label, minCoverage }) => ({
    path: `assessments/${name}/minCoverage`,
    label: `${label} · ${t('coverage')}`,
    value: minCoverage,
  }))
  return [...weights, ...parameters, ...edges, ...coverage]
}

function BackTest({ run, card }: { run: RunDetail; card: Scorecard | undefined }) {
  const knobs = knobsOf(card)
  const attempt = useMutation({
    mutationFn: (values: Record<string, string>) => {
      const changes = knobs.flatMap(({ path, value }, i) => {
        const now = values[`k${i}`]?.trim()
        return now && now !== value ? [{ path, value: now }] : []
      })
      if (changes.length === 0) throw new Error(t('nothingChanged'))
      return tryChanges(run.id, changes)
    },
  })
  const { data } = attempt
  return (
    <Page
      title={`${t('backTest')} · ${run.title} ${run.year}`}
      sentence={
        data ? t('backTestSentence', { up: data.up, down: data.down, same: data.same }) : t('backTestHint')
      }
    >
      <section className="ls-panel ls-no-print">
        <h2>{t('parameters')}</h2>
        <div className="ls-panel-body">
          {attempt.error && (
            <Alert className="ls-form-alert" type="error" showIcon title={attempt.error.message} />
          )}
          <Form
            layout="vertical"
            className="ls-evaluation-knobs"
            initialValues={Object.fromEntries(knobs.map(({ value }, i) => [`k${i}`, value]))}
            onFinish={(values: Record<string, string>) => attempt.mutate(values)}
          >
            {knobs.map(({ path, label }, i) => (
              <Form.Item key={path} name={`k${i}`} label={label}>
                <Input maxLength={20} />
              </Form.Item>
            ))}
            <Button type="primary" htmlType="submit" loading={attempt.isPending}>
              {t('tryIt')}
            </Button>
          </Form>
        </div>
      </section>
      {data && <MovementView matrix={data.matrix} movers={data.movers} />}
    </Page>
  )
}
