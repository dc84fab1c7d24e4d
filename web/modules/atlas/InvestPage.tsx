import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { count } from '../../ui/format.ts'
import { MapView } from '../../ui/map/MapView.tsx'
import { prefer, usePreferences } from '../../ui/preferences.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { type PublicView, publicQuery } from './api.ts'
import { t } from './invest-words.ts'

type City = NonNullable<PublicView['city']>

/** The page for investors: without signing in, and nothing but what an office released. */
export function InvestPage({ city, dataset }: { city: string | undefined; dataset: 'held' | 'demo' }) {
  const { lang } = usePreferences()
  const { data, error, refetch } = useQuery(publicQuery({ city, dataset }, lang))
  return (
    <main className="ls-invest">
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} />}
      {data && !data.city && <Choose cities={data.cities} dataset={dataset} />}
      {data?.city && <Shown city={data.city} />}
      <footer className="ls-lines-end">
        <Button type="link" onClick={() => prefer({ lang: lang === 'zh' ? 'en' : 'zh' })}>
          {t('language')}
        </Button>
        <a className="ls-link" href="/">
          {t('signIn')}
        </a>
      </footer>
    </main>
  )
}

function Choose({ cities, dataset }: { cities: PublicView['cities']; dataset: string }) {
  if (cities.length === 0) return <Empty title={t('closed')} why={t('closedWhy')} />
  return (
    <Empty
      title={t('choose')}
      action={
        <span className="ls-lines-end">
          {cities.map(({ code, name }) => (
            <a
              key={code}
              className="ls-button"
              href={`/invest?city=${code}${dataset === 'demo' ? '&dataset=demo' : ''}`}
            >
              {name}
            </a>
          ))}
        </span>
      }
    />
  )
}

function Shown({ city }: { city: City }) {
  return (
    <>
      <header>
        <h1>
          {city.name} · {t('title')} {city.isDemo && <span className="ls-demo">{t('demo')}</span>}
        </h1>
        <p className="ls-sentence">{city.text}</p>
        <p className="ls-soft">
          {t('since', { day: city.releasedOn })}
          {city.contact && ` · ${t('contact')}：${city.contact}`}
        </p>
      </header>
      <section className="ls-stack">
        <h2>{t('gaps')}</h2>
        {city.gaps.length === 0 ? (
          <p className="ls-soft">{t('gapsNone')}</p>
        ) : (
          <div className="ls-invest-cards">
            {city.gaps.map(({ chainName, nodeName, text, contact }) => (
              <article key={`${chainName} ${nodeName}`} className="ls-invest-card">
                <h3>{nodeName}</h3>
                <small className="ls-soft">{chainName}</small>
                <p>{text}</p>
                {contact && (
                  <small>
                    {t('contact')}：{contact}
                  </small>
                )}
              </article>
            ))}
          </div>
        )}
      </section>
      <Parks city={city} />
      <section className="ls-stack">
        <h2>{t('chains')}</h2>
        <div className="ls-tags">
          {city.chains.map(({ id, name }) => (
            <span key={id} className="ls-tag">
              {name}
            </span>
          ))}
        </div>
      </section>
      <Policies policies={city.policies} />
    </>
  )
}

const area = (squareMetres: number | null) => (squareMetres === null ? t('ask') : `${count(squareMetres)} m²`)

function Parks({ city }: { city: City }) {
  return (
    <section className="ls-stack">
      <h2>{t('parks')}</h2>
      {city.map ? <ParkMap city={city} map={city.map} /> : <p className="ls-soft">{t('noMap')}</p>}
      {city.parks.length === 0 && <p className="ls-soft">{t('parksNone')}</p>}
      <div className="ls-invest-cards">
        {city.parks.map((park) => (
          <article key={park.name} className="ls-invest-card">
            <h3>{park.name}</h3>
            {park.partnerCountry && (
              <small className="ls-soft">{t('partner', { country: park.partnerCountry })}</small>
            )}
            <dl className="ls-pairs">
              <dt>{t('land')}</dt>
              <dd>{area(park.availableM2)}</dd>
              <dt>{t('floor')}</dt>
              <dd>{area(park.freeFactoryM2)}</dd>
            </dl>
            <div className="ls-tags">
              {[...park.strengths, ...park.titles].map((word) => (
                <span key={word} className="ls-tag">
                  {word}
                </span>
              ))}
            </div>
          </article>
        ))}
      </div>
    </section>
  )
}

function ParkMap({ city, map }: { city: City; map: NonNullable<City['map']> }) {
  const { lng, lat } = map.centre
  const ground = useMemo(
    () => ({
      ...{ centre: map.centre, outlines: [], outlineSource: '', tiles: map.tiles },
      bounds: [lng - 1, lat - 0.8, lng + 1, lat + 0.8],
    }),
    [map, lng, lat],
  )
  const marks = useMemo(
    () =>
      city.parks.flatMap(({ name, place }) =>
        place ? [{ id: name, name, ...place, shape: 'square' as const, tone: 'strong' as const }] : [],
      ),
    [city],
  )
  return (
    <MapView
      ground={ground}
      label={t('mapLabel')}
      marks={marks}
      legend={[{ shape: 'square', tone: 'strong', text: t('parks') }]}
      list={null}
    />
  )
}

function Policies({ policies }: { policies: City['policies'] }) {
  return (
    <section className="ls-stack">
      <h2>{t('policies')}</h2>
      {policies.length === 0 ? (
        <p className="ls-soft">{t('policiesNone')}</p>
      ) : (
        <ul className="ls-reasons">
          {policies.map(({ title, number, issuer, to }) => (
            <li key={title}>
              {title}{' '}
              <small className="ls-soft">
                {[number, issuer, to && t('untilDay', { day: to })].filter(Boolean).join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
