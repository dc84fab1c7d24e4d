import { useQueries, useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { type Area, PlaneMap } from '../../ui/network/PlaneMap.tsx'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import {
  chainNamesQuery,
  drawnMapQuery,
  groupRisksQuery,
  latestRunQuery,
  placesQuery,
  type ShockInput,
  searchFirms,
} from './api.ts'
import { t } from './words.ts'

type Kind = 'firms' | 'node' | 'ban' | 'region' | 'area'
type Who = Extract<ShockInput, { kind: 'node' }>['who']
export type ShockDraft = {
  key: string
  kind: Kind
  lossPercent: number
  firms: string[]
  node: string | null
  who: Who
  region: string | null
  area: Area | null
}

export const emptyShock = (firms: string | null, node: string | null): ShockDraft => ({
  ...{ key: crypto.randomUUID(), kind: node ? 'node' : 'firms', lossPercent: 100, who: 'city' },
  ...{ firms: firms ? firms.split(',') : [], node, region: null, area: null },
})

/** What is sent; null while something is missing. */
export function shockOf(draft: ShockDraft): ShockInput | null {
  const lossRatio = draft.lossPercent / 100
  switch (draft.kind) {
    case 'firms':
      return draft.firms.length > 0 ? { kind: 'firms', ids: draft.firms, lossRatio } : null
    case 'node':
    case 'ban':
      return draft.node ? { kind: 'node', nodeId: draft.node, who: draft.who, lossRatio } : null
    case 'region':
      return draft.region ? { kind: 'region', code: draft.region, lossRatio } : null
    case 'area':
      return draft.area ? { ...draft.area, lossRatio } : null
  }
}

type Props = { draft: ShockDraft; onChange(next: ShockDraft): void; onRemove?: () => void }

/** One part of a scenario: who is hit and how much of it. */
export function ShockFields({ draft, onChange, onRemove }: Props) {
  const set = (more: Partial<ShockDraft>) => onChange({ ...draft, ...more })
  const kinds: { value: Kind; label: string }[] = [
    { value: 'firms', label: t('kindFirms') },
    { value: 'node', label: t('kindNode') },
    { value: 'ban', label: t('kindBan') },
    { value: 'region', label: t('kindRegion') },
    { value: 'area', label: t('kindArea') },
  ]
  return (
    <fieldset className="ls-risk-shock ls-stack">
      <Select<Kind>
        value={draft.kind}
        options={kinds}
        aria-label={t('shocks')}
        onChange={(kind) => set({ kind, who: kind === 'ban' ? 'outside_city' : 'city' })}
      />
      {draft.kind === 'firms' && <FirmChoice value={draft.firms} onChange={(firms) => set({ firms })} />}
      {(draft.kind === 'node' || draft.kind === 'ban') && (
        <>
          <NodeChoice value={draft.node} onChange={(node) => set({ node })} />
          <Segmented<Who>
            value={draft.who}
            onChange={(who) => set({ who })}
            options={
              draft.kind === 'ban'
                ? [
                    { value: 'outside_city', label: t('whoOutsideCity') },
                    { value: 'outside_200km', label: t('whoOutside200') },
                  ]
                : [
                    { value: 'city', label: t('whoCity') },
                    { value: 'all', label: t('whoAll') },
                  ]
            }
          />
        </>
      )}
      {draft.kind === 'region' && (
        <RegionChoice value={draft.region} onChange={(region) => set({ region })} />
      )}
      {draft.kind === 'area' && <AreaChoice value={draft.area} onChange={(area) => set({ area })} />}
      <div className="ls-risk-buttons">
        <span>{t('lossRatio')}</span>
        <InputNumber
          min={1}
          max={100}
          value={draft.lossPercent}
          suffix="%"
          aria-label={t('lossRatio')}
          onChange={(value) => set({ lossPercent: value ?? 100 })}
        />
        {onRemove && <Button onClick={onRemove}>{t('remove')}</Button>}
      </div>
    </fieldset>
  )
}

/** Firms of the city by name. */
export function FirmChoice({ value, onChange }: { value: string[]; onChange(ids: string[]): void }) {
  const scope = useScope()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['risk', 'firm-choice', scope.city.code, scope.dataset, q],
    queryFn: () => searchFirms(scope, q),
    enabled: q.trim() !== '',
  })
  const named = useQueries({
    queries: value.map((id) => ({
      queryKey: ['risk', 'firm-name', id],
      queryFn: () => placesQuery.nameOf(id),
      staleTime: 300_000,
    })),
  })
  const names = new Map(value.map((id, k) => [id, named[k]?.data ?? id]))
  const options = [...value.map((id) => ({ id, name: names.get(id) ?? id })), ...(found.data ?? [])]
  const once = [...new Map(options.map(({ id, name }) => [id, { value: id, label: name }])).values()]
  return (
    <Select
      mode="multiple"
      value={value}
      options={once}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('chooseFirms')}
      aria-label={t('chooseFirms')}
      loading={found.isFetching}
    />
  )
}

function NodeChoice({ value, onChange }: { value: string | null; onChange(id: string): void }) {
  const scope = useScope()
  const chains = useQuery(chainNamesQuery(scope))
  const maps = useQueries({
    queries: (chains.data ?? []).map(({ id }) => drawnMapQuery(scope.city.code, id)),
  })
  const options = maps.flatMap(({ data }) =>
    data
      ? [
          {
            label: inLang(data.name),
            options: data.nodes.map(({ id, name }) => ({ value: id, label: inLang(name) })),
          },
        ]
      : [],
  )
  return (
    <Select
      value={value}
      options={options}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('chooseNode')}
      aria-label={t('chooseNode')}
    />
  )
}

function RegionChoice({ value, onChange }: { value: string | null; onChange(code: string): void }) {
  const scope = useScope()
  const latest = useQuery(latestRunQuery(scope))
  const regions = useQuery(groupRisksQuery(latest.data?.run?.id ?? null, 'region'))
  const options = (regions.data ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))
  const city = { value: scope.city.code, label: scope.city.name }
  return (
    <Select
      value={value}
      options={[city, ...options.filter((option) => option.value !== city.value)]}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('chooseRegion')}
      aria-label={t('chooseRegion')}
    />
  )
}

function AreaChoice({ value, onChange }: { value: Area | null; onChange(area: Area | null): void }) {
  const scope = useScope()
  const [kind, setKind] = useState<'circle' | 'polygon'>('circle')
  const { data } = useQuery(placesQuery.ofCity(scope))
  const points = useMemo(() => (data ?? []).map((place) => ({ ...place, size: 0 })), [data])
  return (
    <div className="ls-stack">
      <div className="ls-risk-buttons">
        <Segmented<'circle' | 'polygon'>
          value={kind}
          onChange={setKind}
          options={[
            { value: 'circle', label: t('areaCircle') },
            { value: 'polygon', label: t('areaPolygon') },
          ]}
        />
        {value && <Button onClick={() => onChange(null)}>{t('areaClear')}</Button>}
        <span className="ls-soft">
          {value?.kind === 'circle' && t('areaSet', { km: value.radiusKm })}
          {value?.kind === 'polygon' && t('areaCorners', { count: value.points.length })}
        </span>
      </div>
      <PlaneMap points={points} label={t('kindArea')} draw={kind} area={value} onArea={onChange} />
      <p className="ls-soft">{t('areaHint')}</p>
    </div>
  )
}
