import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type ChainLevel, ChainView } from '../../ui/chain/ChainView.tsx'
import { type Chain, countByStatus } from '../../ui/chain/chain.ts'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { inLang } from '../../ui/words.ts'
import {
  type ChainFirms,
  type ChainGaps,
  type ChainMapAnswer,
  chainFirmsQuery,
  chainGapsQuery,
  chainMapQuery,
} from './api.ts'
import { ChainFigures } from './ChainFigures.tsx'
import { NodeDrawer } from './NodeDrawer.tsx'
import { t } from './words.ts'

const route = getRouteApi('/chains/$chainId')

/** A chain's map with the status of every node; the node in the address stands in a drawer. */
export function ChainMapPage() {
  const { chainId } = route.useParams()
  const scope = useScope()
  const map = useQuery(chainMapQuery(scope.city.code, chainId))
  const gaps = useQuery(chainGapsQuery(scope, chainId))
  const firms = useQuery(chainFirmsQuery(scope, chainId))
  const error = map.error ?? gaps.error
  const again = () => void Promise.all([map.refetch(), gaps.refetch()])
  if (error instanceof ProblemError && error.status === 404)
    return <Page title={t('chain')}>{<Empty title={t('mapNone')} why={t('mapNoneWhy')} />}</Page>
  if (error) return <Page title={t('chain')}>{<Problem error={error} retry={again} />}</Page>
  if (!map.data || !gaps.data) return <Loading rows={12} />
  return <JudgedMap map={map.data} gaps={gaps.data} firms={firms.data ?? null} />
}

type Judged = { map: ChainMapAnswer; gaps: ChainGaps; firms: ChainFirms | null }

function JudgedMap({ map, gaps, firms }: Judged) {
  const { chainId } = route.useParams()
  const { node, level } = route.useSearch()
  const navigate = route.useNavigate()
  const { city, dataset } = useScope()
  const chain = useMemo(() => chainOf(map, gaps, firms), [map, gaps, firms])
  const counts = countByStatus(chain.nodes)
  const open = (nodeId: string | undefined) =>
    void navigate({ search: (held) => ({ ...held, node: nodeId }) })
  const onLevel = (next: ChainLevel) =>
    void navigate({
      search: (held) => ({ ...held, level: next === 'nodes' ? undefined : next }),
      replace: true,
    })
  const close = () => open(undefined)
  return (
    <Page
      title={inLang(map.name)}
      sentence={
        <>
          {t('mapSentence', { nodes: chain.nodes.length, ...counts })}{' '}
          <span>{t('mapVersion', { version: map.mapVersion })}</span>
        </>
      }
      figures={<ChainFigures gaps={gaps} />}
      actions={
        <Link to="/chains/$chainId/versions" params={{ chainId }}>
          {t('mapVersions')}
        </Link>
      }
    >
      <ChainView
        chain={chain}
        selected={node ?? null}
        level={level ?? 'nodes'}
        levels={levels}
        picture={{
          title: `${city.name} ${inLang(map.name)}`,
          sentence: t('mapSentence', { nodes: chain.nodes.length, ...counts }),
          foot: `${t('mapVersion', { version: map.mapVersion })}（${map.asOf}） ${t('source')}：${sourceOf(map)}`,
          demo: dataset === 'demo' ? ui('demo') : null,
        }}
        onLevel={onLevel}
        onOpen={open}
      />
      <NodeDrawer {...{ chainId, nodeId: node ?? null, map, gaps, onClose: close, onOpen: open }} />
    </Page>
  )
}

const sourceOf = ({ source }: ChainMapAnswer) =>
  source === '假设' ? t('assumption') : [source.document, source.place].filter(Boolean).join(' ')

const levels = ['segments', 'nodes', 'firms'] as const

/** The map joined with the judgement of each node; a node without a judgement is unknown. */
export function chainOf(map: ChainMapAnswer, gaps: ChainGaps, firms: ChainFirms | null): Chain {
  const placed = new Map(firms?.nodes.map((one) => [one.node, one]))
  const judged = new Map(gaps.nodes.map((node) => [node.id, node]))
  return {
    segments: map.segments.map(({ id, name }) => ({ id, name: inLang(name) })),
    nodes: map.nodes.map(({ id, name, segment }) => {
      const found = judged.get(id)
      return {
        id,
        segment,
        name: inLang(name),
        status: found?.status ?? 'unknown',
        here: found?.here ?? 0,
        within200Km: found?.within200Km ?? 0,
        elsewhere: found?.elsewhere ?? 0,
        unconfirmed: found?.unconfirmed ?? 0,
        // A firm leads a node where it holds the role 链主 in the chain and its place there is stated or confirmed.
        leadingFirm: placed.get(id)?.leading.join('、') || null,
        firms: placed.get(id) ?? { shown: [], total: 0 },
      }
    }),
    needs: map.needs.map(({ node, needs, essential }) => ({ from: needs, to: node, isEssential: essential })),
  }
}
