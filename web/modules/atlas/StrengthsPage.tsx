import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { AtlasTabs } from './AtlasTabs.tsx'
import { layoutQuery, type ParkProfile } from './api.ts'
import { ParkDetail } from './ParkDetail.tsx'
import { t } from './strength-words.ts'
import { t as atlas } from './words.ts'

type Industry = { key: string; name: string }

/** Industries in the order of how many parks are strong in them; a chain's own name where the strength names one. */
function industriesOf(parks: readonly ParkProfile[], names: ReadonlyMap<string, string>): Industry[] {
  const counts = new Map<string, { name: string; count: number }>()
  for (const { strengths } of parks)
    for (const { industry, chainId } of strengths) {
      const key = chainId ?? industry
      const held = counts.get(key) ?? { name: names.get(key) ?? industry, count: 0 }
      counts.set(key, { ...held, count: held.count + 1 })
    }
  return [...counts].sort(([, a], [, b]) => b.count - a.count).map(([key, { name }]) => ({ key, name }))
}

/** Park by industry: what sources call a strength, with projects beside it (特色产业片区, row C14). */
export function StrengthsPage() {
  const { data, error, refetch } = useQuery(layoutQuery(useScope()))
  const [openId, open] = useState<string | null>(null)
  const title = t('title')
  if (error)
    return (
      <Page title={title}>
        <AtlasTabs />
        <Problem error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Loading rows={10} />
  const names = new Map(data.chains.map(({ id, name }) => [id, name]))
  const industries = industriesOf(data.parks, names)
  const park = data.parks.find(({ id }) => id === openId)
  const partners = data.parks.filter(({ isPartnerPark }) => isPartnerPark).length
  return (
    <Page
      title={title}
      sentence={t('sentence', { parks: data.parks.length, industries: industries.length, partners })}
    >
      <AtlasTabs />
      {industries.length === 0 ? (
        <Empty
          title={t('none')}
          why={t('noneWhy')}
          action={<PathLink path="/parks">{atlas('toParks')}</PathLink>}
        />
      ) : (
        <Matrix parks={data.parks} industries={industries} onOpen={open} />
      )}
      {park && <ParkDetail park={park} onClose={() => open(null)} />}
    </Page>
  )
}

function Matrix({
  parks,
  industries,
  onOpen,
}: {
  parks: readonly ParkProfile[]
  industries: readonly Industry[]
  onOpen(id: string): void
}) {
  return (
    <div className="ls-matrix-scroll" data-testid="matrix">
      <table className="ls-matrix">
        <caption className="ls-hidden">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{atlas('park')}</th>
            {industries.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parks.map((park) => (
            <tr key={park.id}>
              <th scope="row">
                <button type="button" className="ls-link" onClick={() => onOpen(park.id)}>
                  {park.name}
                </button>
                {park.partnerCountry && <small className="ls-soft"> {park.partnerCountry}</small>}
              </th>
              {industries.map(({ key }) => (
                <Cell key={key} park={park} industry={key} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ park, industry }: { park: ParkProfile; industry: string }) {
  const own = park.strengths.filter(({ chainId, industry: name }) => (chainId ?? name) === industry)
  const projects = park.projects?.find(({ chainId }) => chainId === industry)
  if (own.length === 0 && !projects) return <td className="ls-soft">—</td>
  return (
    <td data-strong={own.length > 0 || undefined}>
      {own.map(({ statement, source }) => (
        <div key={statement} title={source}>
          ● {statement}
        </div>
      ))}
      {projects && (
        <small className="ls-soft">
          {atlas('projectsDone', { count: projects.count, done: projects.completed })}
        </small>
      )}
    </td>
  )
}
