import { useQueries, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select, Slider } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { NetworkView } from '../../ui/network/NetworkView.tsx'
import { PlaneMap } from '../../ui/network/PlaneMap.tsx'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { chainNamesQuery, drawnMapQuery, type HitGroup, type StressResult } from './api.ts'
import { lossText } from './ratio.ts'
import { t } from './words.ts'

type View = 'network' | 'chain' | 'map'

/** The shock step by step, on the network, on a chain map and on the map. */
export function ShockPicture({ result }: { result: StressResult }) {
  const last = result.steps.length - 1
  const [step, setStep] = useState(last)
  const [view, setView] = useState<View>('network')
  return (
    <section className="ls-panel" data-testid="shock-picture">
      <div className="ls-panel-body ls-stack">
        <Segmented<View>
          value={view}
          onChange={setView}
          options={[
            { value: 'network', label: t('viewNetwork') },
            { value: 'chain', label: t('viewChain') },
            { value: 'map', label: t('viewMap') },
          ]}
        />
        <StepBar result={result} step={step} onStep={setStep} />
        {view === 'network' && <ShockNetwork result={result} step={step} />}
        {view === 'chain' && <ShockChain result={result} step={step} />}
        {view === 'map' && <ShockMap result={result} step={step} />}
      </div>
    </section>
  )
}

function StepBar({
  result,
  step,
  onStep,
}: {
  result: StressResult
  step: number
  onStep(step: number): void
}) {
  const last = result.steps.length - 1
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying) return
    const clock = setTimeout(() => (step >= last ? setPlaying(false) : onStep(step + 1)), 900)
    return () => clearTimeout(clock)
  }, [isPlaying, step, last, onStep])
  const at = result.steps[step]
  const play = () => {
    if (!isPlaying && step >= last) onStep(0)
    setPlaying(!isPlaying)
  }
  return (
    <div className="ls-risk-step">
      <Button onClick={play}>{t(isPlaying ? 'stop' : 'play')}</Button>
      <Slider min={0} max={last} value={step} onChange={onStep} ariaLabelForHandle={t('step')} />
      <span aria-live="polite">
        <b>{t('stepOf', { step, last })}</b> {step === 0 && `${t('stepStart')} · `}
        {at && t('stepNew', { count: at.newFirms, loss: lossText(at.lossRatio) ?? '?' })}
      </span>
    </div>
  )
}

const groupName = ({ id, name }: HitGroup) => (id === 'other' ? t('other') : inLang(name))

function ShockNetwork({ result, step }: { result: StressResult; step: number }) {
  const [selected, setSelected] = useState<string | null>(null)
  const [by, setBy] = useState<'node' | 'region'>('node')
  const held = by === 'node' ? result.nodes : result.regions
  const groups = useMemo(
    () =>
      held.map((group) => ({
        ...{ id: group.id, name: groupName(group), step: group.firstStep, size: group.weightRatio },
        label: t('openGroup', {
          ...{ name: groupName(group), reached: group.reachedCount, step: group.firstStep },
          loss: lossText(group.lossRatio) ?? '?',
        }),
      })),
    [held],
  )
  const flows = by === 'node' ? result.flows.map((flow) => ({ ...flow, size: flow.weightRatio * 100 })) : []
  const inGroup = result.firms
    .filter((firm) => (by === 'node' ? (firm.nodeId ?? 'other') : firm.district) === selected)
    .slice(0, 60)
  return (
    <div className="ls-stack">
      <div className="ls-risk-buttons">
        <Segmented<'node' | 'region'>
          size="small"
          value={by}
          onChange={(next) => {
            setBy(next)
            setSelected(null)
          }}
          options={[
            { value: 'node', label: t('byNode') },
            { value: 'region', label: t('byRegion') },
          ]}
        />
        <span className="ls-soft">
          — {t('legendDown')}　┄ {t('legendUp')}　● {t('legendSize')}
        </span>
      </div>
      <NetworkView
        {...{ groups, flows, selected, upTo: step, onOpen: setSelected }}
        label={t('networkLabel')}
        stepLabel={(at) => (at === 0 ? t('stepStart') : `${t('step')} ${at}`)}
        leftOutLabel={(n) => t('tooMany', { count: n })}
      />
      {selected && (
        <div className="ls-risk-paths" data-testid="open-group">
          {inGroup.map((firm) => (
            <span key={firm.id}>
              {firm.name}{' '}
              <small className="ls-soft">
                {t('pathLoss', { loss: lossText(firm.lossRatio) ?? '', step: firm.firstStep })}
              </small>
            </span>
          ))}
        </div>
      )}
    </div>
  )
}

function ShockChain({ result, step }: { result: StressResult; step: number }) {
  const scope = useScope()
  const chains = useQuery(chainNamesQuery(scope))
  const [chosen, setChosen] = useState<string | null>(null)
  const names = chains.data ?? []
  const maps = useQueries({ queries: names.map(({ id }) => drawnMapQuery(scope.city.code, id)) })
  const hitAtAll = new Set(result.steps.at(-1)?.nodes.map(({ id }) => id))
  // The chain that is hit in most places is the one that is meant, until somebody chooses another.
  const most = names
    .map(({ id }, i) => ({
      id,
      hits: maps[i]?.data?.nodes.filter((node) => hitAtAll.has(node.id)).length ?? 0,
    }))
    .sort((a, b) => b.hits - a.hits)[0]
  const chain = chosen ?? (maps.every(({ isPending }) => !isPending) ? (most?.id ?? null) : null)
  const map = maps[names.findIndex(({ id }) => id === chain)]?.data
  const losses = new Map(result.steps[step]?.nodes.map(({ id, lossRatio }) => [id, lossRatio]))
  const isNowhere = map && !map.nodes.some(({ id }) => losses.has(id))
  return (
    <div className="ls-stack">
      <Select
        value={chain}
        options={names.map(({ id, name }) => ({ value: id, label: inLang(name) }))}
        onChange={setChosen}
        style={{ maxWidth: 260 }}
        aria-label={t('chains')}
      />
      {isNowhere && <p className="ls-soft">{t('mapNone')}</p>}
      {map && (
        <div className="ls-shock-chain">
          {map.segments.map((segment) => (
            <div key={segment.id}>
              <h4>{inLang(segment.name)}</h4>
              {map.nodes
                .filter((node) => node.segment === segment.id)
                .map((node) => {
                  const loss = losses.get(node.id) ?? 0
                  return (
                    <div key={node.id} className="ls-shock-node" data-hit={loss >= 0.01 || undefined}>
                      <i style={{ width: `${Math.min(100, loss * 100)}%` }} />
                      <span>
                        {inLang(node.name)} {loss > 0 && <b>−{lossText(loss)}</b>}
                      </span>
                    </div>
                  )
                })}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function ShockMap({ result, step }: { result: StressResult; step: number }) {
  const greatest = Math.max(0, ...result.firms.map(({ weightRatio }) => weightRatio))
  const points = useMemo(
    () =>
      result.firms.flatMap(({ id, name, lng, lat, weightRatio, firstStep }) =>
        lng === null || lat === null
          ? []
          : [{ id, name, lng, lat, size: greatest > 0 ? weightRatio / greatest : 0, step: firstStep }],
      ),
    [result, greatest],
  )
  return (
    <div>
      <PlaneMap points={points} label={t('mapLabel')} upTo={step} />
      {points.length < result.firms.length && (
        <p className="ls-soft">{t('mapUnknown', { count: result.firms.length - points.length })}</p>
      )}
    </div>
  )
}
