import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { instant } from '../../ui/format.ts'
import { DemoMark, Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { cssVariables } from '../../ui/theme.ts'
import { type Cockpit, cockpitQuery } from './api.ts'
import { ChainCards } from './ChainCards.tsx'
import { LateTasks, TargetList, WeekList } from './CockpitLists.tsx'
import { CockpitTiles } from './CockpitTiles.tsx'
import { t } from './words.ts'

const route = getRouteApi('/cockpit')
/** How often a wall screen reads anew; a page at a desk reads when it is opened. */
const wallEveryMs = 60_000

/** The state of a city in a minute: chains, gaps, tasks in red, targets, alerts, what moved this week. */
export function CockpitPage() {
  const scope = useScope()
  const { wall } = route.useSearch()
  // What was read before stays until the next answer is there: nothing blinks, also when an answer fails once.
  const { data, error, refetch } = useQuery(cockpitQuery(scope, wall ? wallEveryMs : false))
  const title = `${scope.city.name} · ${t('cockpit')}`
  if (!data && error)
    return <Page title={title}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  if (wall) return <Wall cockpit={data} title={title} />
  const toWall = (
    <Link to="/cockpit" search={(old) => ({ ...old, wall: true })} className="ls-button">
      {t('wall')}
    </Link>
  )
  return (
    <Page title={title} sentence={sentenceOf(data)} actions={toWall}>
      <div className="ls-cockpit">
        <Body cockpit={data} />
      </div>
    </Page>
  )
}

function sentenceOf({ chains, gaps, tasks, targets }: Cockpit): string {
  return t('cockpitSentence', {
    ...{
      chains: chains.length,
      missing: gaps.missing ?? t('unknownWord'),
      red: tasks?.red ?? t('unknownWord'),
    },
    ...{ total: targets.total, unknown: targets.unknown },
  })
}

function Body({ cockpit }: { cockpit: Cockpit }) {
  return (
    <>
      <CockpitTiles cockpit={cockpit} />
      <ChainCards chains={cockpit.chains} />
      <div className="ls-cockpit-lists">
        <LateTasks cockpit={cockpit} />
        <TargetList cockpit={cockpit} />
        <WeekList cockpit={cockpit} />
      </div>
    </>
  )
}

/** The same page on a wall: dark, larger, without the frame; Esc or the link leads back. */
function Wall({ cockpit, title }: { cockpit: Cockpit; title: string }) {
  const navigate = route.useNavigate()
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') void navigate({ search: (old) => ({ ...old, wall: undefined }) })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <DarkSheet>
      <header className="ls-wall-head">
        <h1>{title}</h1>
        {cockpit.dataset === 'demo' && <DemoMark />}
        <span className="ls-soft">
          {t('asOfTime', { time: instant(cockpit.at)?.slice(0, 16) ?? cockpit.asOf })}
        </span>
        <Link to="/cockpit" search={(old) => ({ ...old, wall: undefined })} className="ls-wall-leave">
          {t('leaveWall')}
        </Link>
      </header>
      <p className="ls-sentence">{sentenceOf(cockpit)}</p>
      <Body cockpit={cockpit} />
    </DarkSheet>
  )
}

function DarkSheet({ children }: { children: ReactNode }) {
  return (
    <div className="ls-cockpit ls-wall" data-testid="wall" style={cssVariables('dark')}>
      {children}
    </div>
  )
}
