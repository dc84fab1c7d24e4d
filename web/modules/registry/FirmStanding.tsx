import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { lang } from '../../ui/words.ts'
import { type Profile, profileQuery, vocabularyQuery } from './profile-api.ts'
import { t } from './profile-words.ts'

/** Titles, size, tags, owners and sites of an organisation. */
export function FirmStanding({ firmId }: { firmId: string }) {
  const { data: profile, error, refetch } = useQuery(profileQuery(firmId))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!profile) return null
  return (
    <>
      <Titles titles={profile.titles} />
      <section className="ls-panel">
        <h2>{t('standing')}</h2>
        <dl className="ls-pairs ls-panel-body">
          <dt>{t('size')}</dt>
          <dd>
            <Size size={profile.size} />
          </dd>
          <dt>{t('tags')}</dt>
          <dd className="ls-tags">
            {profile.tags.length === 0 && <span className="ls-soft">{t('tagsNone')}</span>}
            {profile.tags.map(({ code, name, evidence, source }) => (
              <span key={code} className="ls-tag" title={`${evidence} · ${source}`}>
                {name}
              </span>
            ))}
          </dd>
          <Owners profile={profile} />
          {profile.sites.length > 0 && (
            <>
              <dt>{t('sites')}</dt>
              <dd>
                {profile.sites.map((site) => (
                  <div key={site.id}>
                    {t(site.kind)} · {site.address} <small className="ls-soft">{site.source}</small>
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
      </section>
    </>
  )
}

function Titles({ titles }: { titles: Profile['titles'] }) {
  return (
    <section className="ls-panel">
      <h2>{t('titles')}</h2>
      <div className="ls-panel-body">
        {titles.length === 0 ? (
          <p className="ls-soft">{t('titlesNone')}</p>
        ) : (
          <table className="ls-plain ls-firm-titles">
            <thead>
              <tr>
                <th>{t('title')}</th>
                <th>{t('level')}</th>
                <th>{t('granted')}</th>
                <th>{t('expires')}</th>
                <th>{t('state')}</th>
              </tr>
            </thead>
            <tbody>
              {titles.map((title) => (
                <TitleLine key={title.id} title={title} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}

function TitleLine({ title }: { title: Profile['titles'][number] }) {
  const notes = [
    title.name === title.nameAsWritten ? null : t('asWritten', { name: title.nameAsWritten }),
    title.retiredOn ? t('retired', { day: title.retiredOn }) : null,
    title.batch,
    title.source,
  ]
  return (
    <tr data-quiet={title.status !== 'held' || undefined}>
      <td>
        {title.name}
        <small className="ls-soft">{notes.filter(Boolean).join(' · ')}</small>
      </td>
      <td>{title.level ? t(title.level) : <Unknown />}</td>
      <td>{title.grantedWritten ?? <Unknown />}</td>
      <td>{title.expiresOn ?? '—'}</td>
      <td>{t(title.status)}</td>
    </tr>
  )
}

/** The official size class, or what is missing to tell it. */
function Size({ size }: { size: Profile['size'] }) {
  const { data: vocabulary } = useQuery(vocabularyQuery())
  const label = (name: string) => {
    const kind = vocabulary?.figureKinds.find((one) => one.name === name)
    if (name === 'industryCode') return t('industryCode')
    return (lang() === 'en' ? kind?.labelEn : kind?.labelZh) ?? name
  }
  const join = (names: readonly string[]) => names.map(label).join(lang() === 'en' ? ', ' : '、')
  if (size.kind === 'class')
    return (
      <>
        {t(size.class)} <small className="ls-soft">{t('sizeBy', { figures: join(size.used) })}</small>
      </>
    )
  if (size.kind === 'not_classed') return <span>{t('sizeNotClassed')}</span>
  return (
    <>
      <Unknown />{' '}
      {size.kind === 'unknown' && (
        <small className="ls-soft">{t('sizeMissing', { missing: join(size.missing) })}</small>
      )}
    </>
  )
}

function Owners({ profile }: { profile: Profile }) {
  return (
    <>
      {profile.owners.length > 0 && (
        <>
          <dt>{t('owners')}</dt>
          <dd>
            {profile.owners.map((owner) => (
              <div key={owner.id}>
                {t(owner.kind)} ·{' '}
                {owner.ownerId ? <FirmLink id={owner.ownerId} name={owner.ownerName} /> : owner.ownerName}{' '}
                <small className="ls-soft">
                  {[
                    owner.sharePpm === null ? null : `${owner.sharePpm / 10_000} %`,
                    owner.validFrom && t('since', { from: owner.validFrom }),
                    owner.validTo && t('until', { to: owner.validTo }),
                    owner.source,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </div>
            ))}
          </dd>
        </>
      )}
      {profile.owned.length > 0 && (
        <>
          <dt>{t('owned')}</dt>
          <dd className="ls-tags">
            {profile.owned.map((one) => (
              <FirmLink key={`${one.id} ${one.kind}`} id={one.id} name={one.name} />
            ))}
          </dd>
        </>
      )}
    </>
  )
}

const FirmLink = ({ id, name }: { id: string; name: string }) => (
  <Link to="/firms/$firmId" params={{ firmId: id }}>
    {name}
  </Link>
)
