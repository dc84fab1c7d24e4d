import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { instant } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { comparisonQuery, type DocumentDetail, type VersionComparison, yamlAddress } from './api.ts'
import { t } from './words.ts'

type Version = DocumentDetail['versions'][number]
const statusName = ({ status }: Version): string => t(`status_${status}`)

/** The versions of a policy, newest first; two of them side by side in a drawer. */
export function VersionList({ document: { id, versions } }: { document: DocumentDetail }) {
  const mayDraft = useMay('policy.draft')
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null)
  if (versions.length === 0) return null
  const newest = versions[0]!.number
  return (
    <section className="ls-panel">
      <h2>{t('versions')}</h2>
      <div className="ls-panel-body">
        <ul className="ls-lines">
          {versions.map((version) => (
            <li key={version.number}>
              <span>
                {mayDraft ? (
                  <Link
                    to="/policies/$policyId/versions/$number"
                    params={{ policyId: id, number: String(version.number) }}
                    className="ls-link"
                  >
                    {t('version', { number: version.number })}
                  </Link>
                ) : (
                  t('version', { number: version.number })
                )}{' '}
                {statusName(version)}
                <small className="ls-soft">
                  {' '}
                  {version.origin === 'pack' ? t('fromPack') : t('fromEditor')} ·{' '}
                  {version.publishedBy ?? version.createdBy} ·{' '}
                  {instant(version.publishedAt ?? version.changedAt)}
                </small>
              </span>
              {mayDraft && (
                <span className="ls-lines-end">
                  {version.number < newest && (
                    <button
                      type="button"
                      className="ls-link"
                      onClick={() => setPair({ from: version.number, to: newest })}
                    >
                      {t('compare')}
                    </button>
                  )}
                  <a href={yamlAddress(id, version.number)} className="ls-link" download>
                    {t('exportYaml')}
                  </a>
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
      <Drawer open={pair !== null} onClose={() => setPair(null)} size={720} title={t('compare')}>
        {pair && <Pair id={id} versions={versions} pair={pair} onPair={setPair} />}
      </Drawer>
    </section>
  )
}

type PairProps = {
  id: string
  versions: readonly Version[]
  pair: { from: number; to: number }
  onPair(pair: { from: number; to: number }): void
}

function Pair({ id, versions, pair, onPair }: PairProps) {
  const { data, error } = useQuery(comparisonQuery(id, pair.from, pair.to))
  const options = versions.map((version) => ({
    value: version.number,
    label: `${t('version', { number: version.number })} ${statusName(version)}`,
  }))
  return (
    <div className="ls-stack">
      <div className="ls-tags">
        <Select
          value={pair.from}
          options={options}
          onChange={(from) => onPair({ ...pair, from })}
          aria-label={t('before')}
        />
        <Select
          value={pair.to}
          options={options}
          onChange={(to) => onPair({ ...pair, to })}
          aria-label={t('after')}
        />
      </div>
      {error ? <Problem error={error} /> : data ? <Differences comparison={data} /> : <Loading rows={4} />}
    </div>
  )
}

function Differences({ comparison: { clauses, changes } }: { comparison: VersionComparison }) {
  if (changes.length === 0) return <p className="ls-soft">{t('compareNone')}</p>
  return (
    <>
      {clauses.map(({ id, title, before, after }) => (
        <div key={id} className="ls-part">
          <h3>{title}</h3>
          <p className="ls-soft">
            {t('before')}：{before ?? '—'}
          </p>
          <p>
            {t('after')}：{after ?? '—'}
          </p>
        </div>
      ))}
      <ScrollX>
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('place')}</th>
              <th>{t('before')}</th>
              <th>{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, before, after }) => (
              <tr key={path}>
                <td>{path}</td>
                <td>{before ?? '—'}</td>
                <td>{after ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  )
}
