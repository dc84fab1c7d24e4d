import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainsQuery } from './api.ts'
import { daysOf } from './FirmRolesSection.tsx'
import { type ChainTiers, type TierMember, tiersQuery } from './tier-api.ts'
import { t } from './tier-words.ts'

const route = getRouteApi('/chains/$chainId/tiers')
/** So many names stand in a tier before the rest is asked for. */
const AT_FIRST = 24

/** The tiers of a chain as a pyramid, leading firms on top, on the day in the address. */
export function TierPage() {
  const { chainId } = route.useParams()
  const { on } = route.useSearch()
  const navigate = route.useNavigate()
  const { city, dataset } = useScope()
  const { data: chains } = useQuery(chainsQuery(city.code))
  const { data, error, refetch } = useQuery(tiersQuery(chainId, dataset, on))
  const chain = chains?.find(({ id }) => id === chainId)
  const title = t('tiersOf', { chain: data ? inLang(data.name) : '' })
  if (error) return <Page title={title}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const holders = Object.fromEntries(data.tiers.map((tier) => [tier.role, count(tier.holders.length)]))
  const isEmpty = data.tiers.every((tier) => tier.holders.length + tier.former.length === 0)
  return (
    <Page
      title={title}
      sentence={t('sentence', { day: data.on, ...holders })}
      actions={
        <>
          <Input
            type="date"
            aria-label={t('onDay')}
            value={data.on}
            onChange={({ target }) =>
              target.value &&
              void navigate({ search: (held) => ({ ...held, on: target.value }), replace: true })
            }
          />
          {chain?.map === 'drawn' && (
            <Link to="/chains/$chainId" params={{ chainId }}>
              {t('map')}
            </Link>
          )}
        </>
      }
    >
      {isEmpty ? <Empty title={t('none')} why={t('noneWhy')} /> : <Pyramid tiers={data.tiers} />}
    </Page>
  )
}

function Pyramid({ tiers }: { tiers: ChainTiers['tiers'] }) {
  return (
    <ol className="ls-pyramid">
      {tiers.map((tier) => (
        <Tier key={tier.role} tier={tier} />
      ))}
    </ol>
  )
}

function Tier({ tier }: { tier: ChainTiers['tiers'][number] }) {
  const [isWhole, showWhole] = useState(false)
  const shown = isWhole ? tier.holders : tier.holders.slice(0, AT_FIRST)
  const rest = tier.holders.length - AT_FIRST
  return (
    <li data-tier={tier.role}>
      <h2>
        {t(tier.role)} <b>{count(tier.holders.length)}</b>
      </h2>
      <div className="ls-tags">
        {tier.holders.length === 0 && <span className="ls-soft">{t('tierNone')}</span>}
        {shown.map((member) => (
          <Member key={member.id} member={member} />
        ))}
        {rest > 0 && (
          <Button size="small" type="link" onClick={() => showWhole(!isWhole)}>
            {isWhole ? t('less') : t('more', { count: rest })}
          </Button>
        )}
      </div>
      {tier.former.length > 0 && (
        <details className="ls-details">
          <summary>
            {t('former')} {count(tier.former.length)}
          </summary>
          <div className="ls-tags">
            {tier.former.map((member) => (
              <Member key={member.id} member={member} />
            ))}
          </div>
        </details>
      )}
    </li>
  )
}

function Member({ member }: { member: TierMember }) {
  const told = [daysOf(member), member.evidence, member.source].join(' · ')
  return (
    <Link className="ls-tag" to="/firms/$firmId" params={{ firmId: member.organisationId }} title={told}>
      {member.name} <small className="ls-soft">{member.cityName}</small>
    </Link>
  )
}
