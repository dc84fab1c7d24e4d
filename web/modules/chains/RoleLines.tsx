import { useScope } from '../../ui/session.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type ChainAbout, post, type Statement } from './about-api.ts'
import { t } from './about-words.ts'
import { type RecordField, RecordForm } from './RecordForm.tsx'

type Line = ChainAbout['lines'][number]
const tiers = ['pillar', 'emerging', 'future'] as const
const tierWord = (value: string | null) => tiers.find((tier) => tier === value)

/** Who answers for a chain, in each respect: what holds today, what was stated before, and the forms of the office. */
export function RoleLines({ about, mayEdit }: { about: ChainAbout; mayEdit: boolean }) {
  return (
    <section className="ls-panel">
      <h2>{t('roles')}</h2>
      <dl className="ls-pairs ls-panel-body">
        {about.lines.map((line) => (
          <LineOf key={line.subject} chainId={about.chainId} line={line} mayEdit={mayEdit} />
        ))}
      </dl>
    </section>
  )
}

function LineOf({ chainId, line, mayEdit }: { chainId: string; line: Line; mayEdit: boolean }) {
  const now = line.entries.filter(({ holds }) => holds)
  const rest = line.entries.filter(({ holds }) => !holds)
  return (
    <>
      <dt>{t(line.subject)}</dt>
      <dd>
        {now.length === 0 && <Unknown why={t('none')} />}
        {now.map((entry) => (
          <Entry key={`${entry.validFrom} ${entry.entryId}`} entry={entry} mayEdit={mayEdit} />
        ))}
        {rest.length > 0 && (
          <details className="ls-details">
            <summary>{rest.length}</summary>
            {rest.map((entry) => (
              <Entry key={`${entry.validFrom} ${entry.entryId}`} entry={entry} mayEdit={mayEdit} />
            ))}
          </details>
        )}
        {mayEdit && <StateForm chainId={chainId} subject={line.subject} />}
      </dd>
    </>
  )
}

function Entry({ entry, mayEdit }: { entry: Statement; mayEdit: boolean }) {
  const tier = tierWord(entry.value)
  const days = `${entry.validFrom} — ${entry.validTo ?? ''}`
  return (
    <p>
      {entry.value === null ? (
        <Unknown why={t(entry.entryId === null ? 'holderUnknown' : 'nobodyFrom')} />
      ) : (
        <b>{tier ? t(tier) : entry.value}</b>
      )}{' '}
      {entry.post && <span>{entry.post} </span>}
      <small className="ls-soft">
        {[days, entry.sourceText, inLang(entry.note), t(entry.entryId === null ? 'byPack' : 'byOffice')]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {mayEdit && entry.entryId !== null && (
        <span className="ls-line">
          {entry.validTo === null && entry.holds && (
            <EndForm path={`/api/chain-statements/${entry.entryId}/end`} />
          )}
          <RecordForm
            isQuiet
            title={t('withdraw')}
            fields={[{ name: 'why', label: t('why'), kind: 'area', isRequired: true, max: 500 }]}
            save={(told) => post(`/api/chain-statements/${entry.entryId}/withdraw`, told)}
          />
        </span>
      )}
    </p>
  )
}

/** The last day of something and by what it is known; the same form for roles, members, bodies and lists. */
export function EndForm({ path }: { path: string }) {
  const fields: RecordField[] = [
    { name: 'lastDay', label: t('lastDay'), kind: 'date', isRequired: true },
    { name: 'source', label: t('source'), kind: 'text', isRequired: true },
  ]
  return <RecordForm isQuiet title={t('end')} fields={fields} save={(told) => post(path, told)} />
}

function StateForm({ chainId, subject }: { chainId: string; subject: Line['subject'] }) {
  const { city, dataset } = useScope()
  const isTier = subject === 'maturity'
  const fields: RecordField[] = [
    isTier
      ? {
          name: 'value',
          label: t('maturity'),
          kind: 'choice',
          isRequired: true,
          options: tiers.map((tier) => ({ value: tier, label: t(tier) })),
        }
      : { name: 'value', label: t('holder'), kind: 'text', help: t('vacant'), max: 120 },
    ...(isTier ? [] : [{ name: 'post', label: t('post'), kind: 'text', max: 120 } satisfies RecordField]),
    { name: 'validFrom', label: t('validFrom'), kind: 'date', isRequired: true },
    { name: 'source', label: t('source'), kind: 'text', isRequired: true, help: t('sourceHelp') },
    { name: 'note', label: t('note'), kind: 'area', max: 500 },
    { name: 'endsFormer', label: t('endsFormer'), kind: 'tick', start: true },
  ]
  return (
    <RecordForm
      title={t('recordOf', { what: t(subject) })}
      fields={fields}
      save={(told) =>
        post(`/api/chains/${encodeURIComponent(chainId)}/statements`, {
          city: city.code,
          dataset,
          subject,
          ...told,
        })
      }
    />
  )
}
