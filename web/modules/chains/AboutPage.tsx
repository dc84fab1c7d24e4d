import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { aboutQuery, type ChainAbout } from './about-api.ts'
import { t } from './about-words.ts'
import { BodySteps } from './BodySteps.tsx'
import { DirectionPanel } from './DirectionPanel.tsx'
import { RoleLines } from './RoleLines.tsx'
import { SeriesPanel } from './SeriesPanel.tsx'

const route = getRouteApi('/chains/$chainId/about')

/** One chain beside its map: who answers for it, what it belongs to, where it came from and how its figures ran. */
export function AboutPage() {
  const { chainId } = route.useParams()
  const scope = useScope()
  const mayEdit = useMay('chains.edit')
  const { data, error, refetch } = useQuery(aboutQuery(scope, chainId))
  if (error) return <Page title={t('about')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  return (
    <Page
      title={t('aboutOf', { chain: inLang(data.name) })}
      sentence={sentenceOf(data)}
      actions={
        <>
          {data.map === 'drawn' && (
            <Link to="/chains/$chainId" params={{ chainId }}>
              {t('map')}
            </Link>
          )}
          <Link to="/chains/$chainId/tiers" params={{ chainId }}>
            {t('tiersLink')}
          </Link>
        </>
      }
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <RoleLines about={data} mayEdit={mayEdit} />
          <Belongs about={data} />
          <DirectionPanel about={data} mayEdit={mayEdit} />
        </div>
        <div className="ls-stack">
          <BodySteps about={data} />
          <SeriesPanel chainId={chainId} />
        </div>
      </div>
    </Page>
  )
}

function sentenceOf({ faults }: ChainAbout): string {
  if (faults.length === 0) return t('allInOrder')
  return faults.map(({ kind, role }) => t(`fault_${kind}`, { role: t(role) })).join('；')
}

function Belongs({ about }: { about: ChainAbout }) {
  return (
    <section className="ls-panel">
      <h2>{t('belongs')}</h2>
      <div className="ls-panel-body">
        {about.groupings.length === 0 && <p className="ls-soft">{t('belongsNone')}</p>}
        <ul className="ls-lines">
          {about.groupings.map((one) => (
            <li key={one.id}>
              <Link to="/chain-groupings/$groupingId" params={{ groupingId: one.id }}>
                {inLang(one.name)}
              </Link>
              <small className="ls-soft">
                {[t(one.kind), one.isAssumption && t('assumption'), one.sourceTitle]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
