import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { inLang } from '../../../ui/words.ts'
import { type KeptMap, keptMapsQuery, openDraft, settleConflict, templateAddress } from './api.ts'
import { ForkDialog } from './ForkDialog.tsx'
import { t } from './words.ts'

const route = getRouteApi('/maps')

/** The maps of the city's chains: version, open draft, second readers, and what a pack brought otherwise. */
export function MapListPage() {
  const { city } = useScope()
  const { data, error, refetch } = useQuery(keptMapsQuery(city.code))
  if (error) return <Page title={t('maps')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  if (data.length === 0)
    return (
      <Page title={t('maps')}>
        <Empty title={t('mapsNone')} why={t('mapsNoneWhy')} action={<Link to="/chains">{t('chain')}</Link>} />
      </Page>
    )
  const sum = (of: (map: KeptMap) => number) => data.reduce((total, map) => total + of(map), 0)
  return (
    <Page
      title={t('maps')}
      sentence={t('mapsSentence', {
        drawn: sum(({ version }) => (version === null ? 0 : 1)),
        open: sum(({ openDraft: draft }) => (draft ? 1 : 0)),
        unread: sum(({ nodes, readNodes }) => nodes - readNodes),
      })}
      actions={<Button href={templateAddress}>{t('template')}</Button>}
    >
      {data
        .filter(({ conflict }) => conflict !== null)
        .map((map) => (
          <Conflict key={map.mapId} map={map} city={city.code} />
        ))}
      <MapTable maps={data} city={city.code} />
    </Page>
  )
}

function MapTable({ maps, city }: { maps: readonly KeptMap[]; city: string }) {
  const navigate = route.useNavigate()
  const mayPublish = useMay('maps.publish')
  const [forking, setForking] = useState<string | null>(null)
  const { mutate, error, variables, isPending } = useMutation({
    mutationFn: (chainId: string) => openDraft(city, chainId),
    onSuccess: ({ id }) => void navigate({ to: '/map-drafts/$draftId', params: { draftId: id } }),
  })
  const columns: Column<KeptMap>[] = [
    ...stateColumns(),
    {
      id: 'act',
      title: t('edit'),
      width: 310,
      isSortable: false,
      phone: 'bare',
      value: () => '',
      cell: ({ chainId, chainName, version, sharedWith, openDraft: draft }) => (
        <span className="ls-line">
          <Button
            size="small"
            aria-label={`${t(draft ? 'continue' : version === null ? 'draw' : 'edit')} ${inLang(chainName)}`}
            loading={isPending && variables === chainId}
            onClick={() => mutate(chainId)}
          >
            {t(draft ? 'continue' : version === null ? 'draw' : 'edit')}
          </Button>
          {sharedWith.length > 0 && version !== null && mayPublish && (
            <Button
              size="small"
              aria-label={`${t('fork')} ${inLang(chainName)}`}
              onClick={() => setForking(chainId)}
            >
              {t('fork')}
            </Button>
          )}
          {version !== null && (
            <Link to="/chains/$chainId/versions" params={{ chainId }}>
              {t('history')}
            </Link>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      {error && <Problem error={error} />}
      <DataTable name={t('maps')} rows={maps} columns={columns} rowId={({ chainId }) => chainId} />
      {forking && <ForkDialog city={city} chain={forking} onClose={() => setForking(null)} />}
    </>
  )
}

/** Who drew it, with whom it is shared, and what it was taken over from. */
function originText({ origin, sharedWith, forkedFrom }: KeptMap): string {
  const parts = [
    forkedFrom
      ? t('forkedFrom', { map: forkedFrom.mapId, version: forkedFrom.version })
      : origin !== null && t(origin === 'pack' ? 'originPack' : 'originHouse'),
    sharedWith.length > 0 && t('shared', { cities: sharedWith.join('、') }),
  ]
  return parts.filter(Boolean).join(' · ') || '—'
}

const stateColumns = (): Column<KeptMap>[] => [
  {
    id: 'chain',
    title: t('chain'),
    width: 180,
    grow: 2,
    phone: 'title',
    value: ({ chainName }) => inLang(chainName),
    cell: ({ chainId, chainName, version }) =>
      version === null ? (
        inLang(chainName)
      ) : (
        <Link to="/chains/$chainId" params={{ chainId }}>
          {inLang(chainName)}
        </Link>
      ),
  },
  { id: 'version', title: t('version'), width: 90, align: 'right', value: ({ version }) => version },
  {
    id: 'origin',
    title: t('origin'),
    width: 170,
    value: (map) => originText(map),
  },
  { id: 'asOf', title: t('asOf'), width: 110, value: ({ asOf }) => asOf },
  { id: 'nodes', title: t('nodes'), width: 80, align: 'right', value: ({ nodes }) => nodes },
  { id: 'read', title: t('read'), width: 120, align: 'right', value: ({ readNodes }) => readNodes },
  {
    id: 'draft',
    title: t('draft'),
    width: 130,
    value: ({ openDraft: draft }) => (draft ? t(`state_${draft.state}`) : t('draftNone')),
    cell: ({ openDraft: draft }) =>
      draft ? (
        <Link to="/map-drafts/$draftId" params={{ draftId: draft.id }}>
          {t(`state_${draft.state}`)} · {draft.updatedBy} · {instant(draft.updatedAt)}
        </Link>
      ) : (
        <span className="ls-soft">{t('draftNone')}</span>
      ),
  },
]

/** What a pack brought under a map that is kept here; settled by whoever may publish, with a reason. */
function Conflict({ map, city }: { map: KeptMap; city: string }) {
  const mayPublish = useMay('maps.publish')
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const [reason, setReason] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: (action: 'keep' | 'merge') =>
      settleConflict(map.conflict!.id, { city, chain: map.chainId, action, reason: reason.trim() }),
    onSuccess: async ({ draft }) => {
      await client.invalidateQueries({ queryKey: ['kept-maps'] })
      if (draft) void navigate({ to: '/map-drafts/$draftId', params: { draftId: draft } })
    },
  })
  const { pack, foundAt, isGone } = map.conflict!
  const day = instant(foundAt) ?? ''
  return (
    <Alert
      type="warning"
      showIcon
      title={`${inLang(map.chainName)}：${t('conflict')}`}
      description={
        <div className="ls-map-form">
          <p>{isGone ? t('conflictGone', { pack }) : t('conflictText', { pack, day })}</p>
          {mayPublish && (
            <div className="ls-map-row">
              <Input
                aria-label={t('reason')}
                placeholder={t('reason')}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
              {!isGone && (
                <Button disabled={reason.trim() === ''} loading={isPending} onClick={() => mutate('merge')}>
                  {t('merge')}
                </Button>
              )}
              <Button disabled={reason.trim() === ''} loading={isPending} onClick={() => mutate('keep')}>
                {t('keep')}
              </Button>
            </div>
          )}
          {error && <Problem error={error} />}
        </div>
      }
    />
  )
}
