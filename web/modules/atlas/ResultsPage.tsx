import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Input } from 'antd'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { count, money, percent } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type Attracted, attractedQuery, type Funnel, funnelQuery } from './api.ts'
import { t } from './lead-words.ts'

const route = getRouteApi('/leads/results')
type Target = Attracted['suppliers']['targets'][number]

/** The two years up to today, which is how targets L17 and L18 count. */
function lastTwoYears(): { from: string; to: string } {
  const to = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return { from: `${Number(to.slice(0, 4)) - 1}-01-01`, to }
}

/** Funnel of leads, suppliers attracted and projects completed beside the city's targets. */
export function ResultsPage() {
  const scope = useScope()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const whole = lastTwoYears()
  const period = { from: search.from ?? whole.from, to: search.to ?? whole.to }
  const funnel = useQuery(funnelQuery(scope, period))
  const attracted = useQuery(attractedQuery(scope, period))
  const error = funnel.error ?? attracted.error
  const put = (change: object) => void navigate({ search: (held) => ({ ...held, ...change }), replace: true })
  const tools = (
    <span className="ls-atlas-dates">
      <Input
        type="date"
        aria-label={t('from')}
        value={period.from}
        onChange={({ target }) => put({ from: target.value || undefined })}
      />
      <Input
        type="date"
        aria-label={t('to')}
        value={period.to}
        onChange={({ target }) => put({ to: target.value || undefined })}
      />
    </span>
  )
  if (error)
    return (
      <Page title={t('resultsTitle')} actions={tools}>
        <Problem error={error} retry={() => void Promise.all([funnel.refetch(), attracted.refetch()])} />
      </Page>
    )
  if (!funnel.data || !attracted.data) return <Loading rows={10} />
  const { suppliers, projects } = attracted.data
  const signed = money(funnel.data.signedFen)
  return (
    <Page
      title={t('resultsTitle')}
      sentence={t('resultsSentence', { ...period, suppliers: suppliers.count, projects: projects.count })}
      actions={tools}
      figures={
        <>
          <Figure
            label={t('suppliers')}
            value={{ text: count(suppliers.count), unit: t('families') }}
            asOf={period.to}
            origin={{ definition: suppliers.definition }}
          />
          <Figure
            label={t('projectsDone')}
            value={{ text: count(projects.count), unit: t('pieces') }}
            asOf={period.to}
            origin={{ definition: projects.definition }}
          />
          <Figure
            label={t('signed')}
            value={signed}
            asOf={funnel.data.asOf}
            note={funnel.data.signedUnknown > 0 && t('signedUnknown', { count: funnel.data.signedUnknown })}
          />
        </>
      }
    >
      <FunnelView funnel={funnel.data} />
      <div className="ls-columns">
        <Suppliers suppliers={suppliers} />
        <Projects projects={projects} />
        <Lost funnel={funnel.data} />
      </div>
    </Page>
  )
}

function FunnelView({ funnel }: { funnel: Funnel }) {
  return (
    <section className="ls-panel">
      <h2>{t('funnel')}</h2>
      <div className="ls-panel-body ls-stack">
        <BarChart
          title={t('funnelFinding', {
            all: funnel.total,
            landed: funnel.steps.at(-1)?.reached ?? 0,
          })}
          unit={t('leadsUnit')}
          rows={funnel.steps.map(({ name, reached }) => ({ label: name, value: reached }))}
        />
        <div className="ls-matrix-scroll">
          <table className="ls-comparison" data-testid="funnel">
            <thead>
              <tr>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('reached')}</th>
                <th scope="col">{t('standing')}</th>
                <th scope="col">{t('major')}</th>
                <th scope="col">{t('small')}</th>
                <th scope="col">{t('sizeUnknown')}</th>
                <th scope="col">{t('passRate')}</th>
              </tr>
            </thead>
            <tbody>
              {funnel.steps.map((step) => (
                <tr key={step.state}>
                  <th scope="row">{step.name}</th>
                  <td data-label={t('reached')}>{step.reached}</td>
                  <td data-label={t('standing')}>{step.standing}</td>
                  <td data-label={t('major')}>{step.major}</td>
                  <td data-label={t('small')}>{step.small}</td>
                  <td data-label={t('sizeUnknown')}>{step.sizeUnknown}</td>
                  <td data-label={t('passRate')}>
                    {step.fromBeforeRatio === null ? '—' : `${percent(step.fromBeforeRatio, 0)!.text}%`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  )
}

function Targets({ targets }: { targets: readonly Target[] }) {
  if (targets.length === 0) return <p className="ls-soft">{t('noTarget')}</p>
  return (
    <ul className="ls-reasons">
      {targets.map((target) => (
        <li key={target.id}>{t('targetLine', { ...target, due: target.due ?? '—' })}</li>
      ))}
    </ul>
  )
}

const targetOf = (targets: readonly Target[]) => {
  const value = Number(targets[0]?.value)
  return Number.isFinite(value) ? value : null
}

function Suppliers({ suppliers }: { suppliers: Attracted['suppliers'] }) {
  return (
    <section className="ls-panel" data-testid="suppliers">
      <h2>{t('suppliers')}</h2>
      <div className="ls-panel-body ls-stack">
        <Targets targets={suppliers.targets} />
        {suppliers.count > 0 && (
          <BarChart
            title={t('byChain')}
            unit={t('families')}
            target={targetOf(suppliers.targets)}
            rows={suppliers.byChain.map(({ chain, count: n }) => ({
              label: chain?.name ?? t('noChain'),
              value: n,
            }))}
          />
        )}
        <ul className="ls-lines">
          {suppliers.byChain.flatMap(({ chain, bySegment }) =>
            bySegment.map(({ segment, count: n }) => (
              <li key={`${chain?.id} ${segment?.id}`}>
                {[chain?.name ?? t('noChain'), segment?.name].filter(Boolean).join(' › ')} <b>{n}</b>
              </li>
            )),
          )}
          {suppliers.leads.map(({ id, firmName, landedOn }) => (
            <li key={id}>
              <PathLink path={`/leads/${id}`}>{firmName}</PathLink>{' '}
              <small className="ls-soft">{landedOn}</small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Projects({ projects }: { projects: Attracted['projects'] }) {
  return (
    <section className="ls-panel" data-testid="projects-done">
      <h2>{t('projectsDone')}</h2>
      <div className="ls-panel-body ls-stack">
        <Targets targets={projects.targets} />
        <p className="ls-soft">
          {t('aside', { undated: projects.undated, unclassified: projects.unclassified })}
        </p>
        <ul className="ls-lines">
          {projects.byChain.map(({ chain, count: n }) => (
            <li key={chain?.id ?? 'none'}>
              {chain?.name ?? t('noChain')} <b>{n}</b>
            </li>
          ))}
          {projects.items.slice(0, 20).map(({ id, name, completed }) => (
            <li key={id}>
              <PathLink path={`/projects?open=${id}`}>{name}</PathLink>{' '}
              <small className="ls-soft">{completed}</small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Lost({ funnel }: { funnel: Funnel }) {
  return (
    <section className="ls-panel">
      <h2>{t('lost')}</h2>
      <div className="ls-panel-body">
        {funnel.lost.length === 0 ? (
          <p className="ls-soft">{funnel.total === 0 ? <Unknown /> : t('lostNone')}</p>
        ) : (
          <BarChart
            title={t('lostFinding', { count: funnel.lost.reduce((sum, { count: n }) => sum + n, 0) })}
            unit={t('leadsUnit')}
            rows={funnel.lost.map(({ name, count: n }) => ({ label: name, value: n }))}
          />
        )}
      </div>
    </section>
  )
}
