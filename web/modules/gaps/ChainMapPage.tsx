import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type ChainLevel, ChainView } from '../../ui/chain/ChainView.tsx'
import { type Chain, countByStatus } from '../../ui/chain/chain.ts'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type ChainGaps, type ChainMapAnswer, chainGapsQuery, chainMapQuery } from './api.ts'
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
  const error = map.error ?? gaps.error
  const again = () => void Promise.all([map.refetch(), gaps.refetch()])
  if (error instanceof ProblemError && error.status === 404)
    return <Page title={t('chain')}>{<Empty title={t('mapNone')} why={t('mapNoneWhy')} />}</Page>
  if (error) return <Page title={t('chain')}>{<Problem error={error} retry={again} />}</Page>
  if (!map.data || !gaps.data) return <Loading rows={12} />
  return <JudgedMap map={map.data} gaps={gaps.data} />
}

function JudgedMap({ map, gaps }: { map: ChainMapAnswer; gaps: ChainGaps }) {
  const { chainId } = route.useParams()
  const { node, level } = route.useSearch()
  const navigate = route.useNavigate()
  const chain = useMemo(() => chainOf(map, gaps), [map, gaps])
  const counts = countByStatus(chain.nodes)
  const open = (nodeId: string | undefined) =>
    void navigate({ search: (held) => ({ ...held, node: nodeId }) })
  const onLevel = (next: ChainLevel) =>
    void navigate({
      search: (held) => ({ ...held, level: next === 'segments' ? next : undefined }),
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
    >
      <ChainView
        chain={chain}
        selected={node ?? null}
        level={level ?? 'nodes'}
        onLevel={onLevel}
        onOpen={open}
      />
      <NodeDrawer {...{ chainId, nodeId: node ?? null, map, gaps, onClose: close, onOpen: open }} />
    </Page>
  )
}

/** The map joined with the judgement of each node; a node without a judgement is unknown. */
export function chainOf(map: ChainMapAnswer, gaps: ChainGaps): Chain {
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
        // No room says yet which firm leads a node; a chain's leading firms stand on no node of their own.
        leadingFirm: null,
      }
    }),
    needs: map.needs.map(({ node, needs, essential }) => ({ from: needs, to: node, isEssential: essential })),
  }
}
