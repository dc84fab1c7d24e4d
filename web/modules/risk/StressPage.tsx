import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { Figure } from '../../ui/Figure.tsx'
import { count, money, percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type ComputedTest, type StressTest, stressListQuery, stressQuery } from './api.ts'
import { EssentialNote } from './EssentialChoice.tsx'
import { HitTables } from './HitTables.tsx'
import { PathList } from './PathList.tsx'
import { RemedyPanel } from './RemedyPanel.tsx'
import { lossText, rangeText } from './ratio.ts'
import { ShockPicture } from './ShockPicture.tsx'
import { WorkProgress } from './WorkProgress.tsx'
import { t } from './words.ts'

const route = getRouteApi('/risk/stress-tests/$testId')

/** A stress test: what is lost, the shock step by step, whose stock lasts how long, who could step in, what would mend it. */
export function StressPage() {
  const { testId } = route.useParams()
  const { data, error, refetch } = useQuery(stressQuery(testId))
  if (error) return <Page title={t('stress')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  return data.result ? <Computed test={{ ...data, result: data.result }} /> : <UnderWay test={data} />
}

/** A test that is still being computed, or was not. */
function UnderWay({ test }: { test: StressTest }) {
  const navigate = useNavigate()
  const leave = () => void navigate({ to: '/risk/stress-tests', replace: true })
  return (
    <Page title={test.title}>
      <section className="ls-panel">
        <div className="ls-panel-body">
          {test.work && <WorkProgress testId={test.id} work={test.work} onGone={leave} />}
        </div>
      </section>
    </Page>
  )
}

function Computed({ test }: { test: ComputedTest }) {
  const { result } = test
  return (
    <Page
      title={test.title}
      sentence={<StressSentence test={test} />}
      figures={<StressFigures test={test} />}
      actions={<Actions test={test} />}
    >
      <EssentialNote from={test.input.essentialFrom} matrix={result.matrix} maps={result.maps} />
      <ShockPicture result={result} />
      <section className="ls-panel">
        <h2>{t('paths')}</h2>
        <div className="ls-panel-body">
          <PathList paths={result.paths.slice(0, 10)} />
        </div>
      </section>
      <HitTables result={result} />
      <RemedyPanel test={test} />
    </Page>
  )
}

export function StressSentence({ test: { result } }: { test: ComputedTest }) {
  return (
    <>
      {t('stressTold', {
        ...{ shocked: result.shockedCount, reached: result.reachedCount, steps: result.steps.length - 1 },
        loss: lossText(result.esri) ?? '?',
      })}{' '}
      {(result.leftOut.notInNetwork > 0 || result.leftOut.placeUnknown > 0) && (
        <span className="ls-soft">
          {t('leftOut', { notIn: result.leftOut.notInNetwork, place: result.leftOut.placeUnknown })}
        </span>
      )}
    </>
  )
}

export function StressFigures({ test: { result, asOf, durationDays } }: { test: ComputedTest }) {
  const { lossFen } = result
  const low = lossFen && money(lossFen.low)
  const high = lossFen && money(lossFen.high)
  return (
    <>
      <Figure
        label={t('lostOutput')}
        value={percent(result.esri, 2)}
        note={rangeText(result.esriRange)}
        asOf={asOf}
        origin={{ definition: t('originEsri'), asOf }}
      />
      <Figure
        label={durationDays === null ? t('lostMoneyPlain') : t('lostMoney', { days: durationDays })}
        value={lossFen && money(lossFen.middle)}
        why={t('moneyUnknownWhy')}
        note={
          low && high && t('range', { low: `${low.text} ${low.unit}`, high: `${high.text} ${high.unit}` })
        }
      />
      <Figure label={t('linesHit')} value={{ text: count(result.linesHit), unit: t('linesUnit') }} />
      <Figure label={t('estimatedShare')} value={percent(result.estimatedRatio)} />
    </>
  )
}

function Actions({ test }: { test: ComputedTest }) {
  const scope = useScope()
  const navigate = useNavigate()
  const { data } = useQuery(stressListQuery(scope))
  const others = (data ?? [])
    .filter(({ id, work }) => id !== test.id && work === null)
    .map(({ id, title }) => ({ value: id, label: title }))
  const report = (format: string) => `/api/risk/stress-tests/${test.id}/report?format=${format}`
  return (
    <>
      {others.length > 0 && (
        <Select
          value={null}
          options={others}
          placeholder={t('compareWith')}
          aria-label={t('compareWith')}
          style={{ width: 180 }}
          onChange={(other: string | null) =>
            other && void navigate({ to: '/risk/compare', search: { a: test.id, b: other } })
          }
        />
      )}
      <a className="ls-button" href={report('docx')} download>
        {t('word')}
      </a>
      <a className="ls-button" href={report('pdf')} download>
        {t('pdf')}
      </a>
    </>
  )
}
