import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { AtlasTabs } from './AtlasTabs.tsx'
import {
  baseQuery,
  type Filter,
  type Investment,
  investmentQuery,
  type Layout,
  layoutQuery,
  talentQuery,
} from './api.ts'
import { ChainFilter } from './ChainFilter.tsx'
import { InvestmentMap } from './InvestmentMap.tsx'
import { LayoutMap } from './LayoutMap.tsx'
import { SpaceMap } from './SpaceMap.tsx'
import { TalentMap } from './TalentMap.tsx'
import { t } from './words.ts'

const route = getRouteApi('/atlas/$layer')
const layers = ['layout', 'space', 'investment', 'talent'] as const
type Layer = (typeof layers)[number]

/** One of the four maps, from the same data, filtered by chain, segment and node. */
export function AtlasPage() {
  const scope = useScope()
  const { layer: asked } = route.useParams()
  const layer: Layer = layers.find((one) => one === asked) ?? 'layout'
  const search = route.useSearch()
  const filter: Filter = { chain: search.chain, segment: search.segment, node: search.node }
  const navigate = route.useNavigate()
  const onFilter = (next: Filter) =>
    void navigate({
      search: (held) => ({ ...held, chain: next.chain, segment: next.segment, node: next.node }),
      replace: true,
    })
  const base = useQuery(baseQuery(scope))
  const layout = useQuery(layoutQuery(scope))
  const gaps = useQuery({ ...investmentQuery(scope), enabled: layer === 'investment' })
  const error = base.error ?? layout.error ?? gaps.error
  const title = `${t('atlas')} · ${t(layer)}`
  if (error)
    return (
      <Page title={title}>
        <AtlasTabs />
        <Problem error={error} retry={() => void Promise.all([base.refetch(), layout.refetch()])} />
      </Page>
    )
  if (!base.data || !layout.data || (layer === 'investment' && !gaps.data)) return <Loading rows={12} />
  return (
    <Page
      title={title}
      sentence={<Sentence layer={layer} layout={layout.data} gaps={gaps.data?.gaps ?? []} />}
    >
      <AtlasTabs />
      <div className="ls-atlas-tools">
        <ChainFilter layout={layout.data} filter={filter} onFilter={onFilter} />
      </div>
      {layer === 'layout' && <LayoutMap base={base.data} layout={layout.data} filter={filter} />}
      {layer === 'space' && <SpaceMap base={base.data} parks={layout.data.parks} chain={filter.chain} />}
      {layer === 'investment' && (
        <InvestmentMap base={base.data} gaps={gaps.data?.gaps ?? []} filter={filter} onFilter={onFilter} />
      )}
      {layer === 'talent' && <TalentMap base={base.data} chain={filter.chain} />}
    </Page>
  )
}

/** One line that says what is true on this map. */
function Sentence({ layer, layout, gaps }: { layer: Layer; layout: Layout; gaps: Investment['gaps'] }) {
  const scope = useScope()
  const talent = useQuery({ ...talentQuery(scope), enabled: layer === 'talent' })
  const sum = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null)
    return known.length === 0 ? '?' : count(known.reduce((total, value) => total + value, 0))
  }
  if (layer === 'layout')
    return t('layoutSentence', {
      city: scope.city.name,
      chains: layout.chains.length,
      drawn: layout.chains.filter(({ isDrawn }) => isDrawn).length,
      parks: layout.parks.length,
      strong: layout.parks.filter(({ strengths }) => strengths.length > 0).length,
    })
  if (layer === 'space')
    return t('spaceSentence', {
      city: scope.city.name,
      land: sum(layout.parks.map(({ land }) => land.availableM2)),
      floor: sum(layout.parks.map(({ factories }) => factories.freeM2)),
      unknown: layout.parks.reduce(
        (n, { land, factories }) => n + land.areaUnknown + factories.freeUnknown,
        0,
      ),
    })
  if (layer === 'investment')
    return t('investmentSentence', {
      gaps: gaps.filter(({ status }) => status === 'missing' || status === 'weak').length,
      worked: gaps.filter(({ leads }) => (leads ?? 0) > 0).length,
    })
  return talent.data
    ? t('talentSentence', { schools: talent.data.schools.length, platforms: talent.data.platforms.length })
    : ''
}
