/** The parts of an entry (parties, articles, signed intents …): each with its values and what became of it. */
import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { money } from '../../../ui/format.ts'
import { useMay } from '../../../ui/session.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import type { EntryDetail, EntryPart, KindAnswer, PartLine } from './api.ts'
import { t } from './entry-words.ts'
import { EndForm, FollowForm, PartForm } from './PartForms.tsx'
import { valueText } from './ValueFields.tsx'

/** All parts of an entry, one panel a part of its kind. */
export function EntryParts({ entry, kind }: { entry: EntryDetail; kind: KindAnswer }) {
  return kind.parts.map((part) => <Part key={part.name} entry={entry} part={part} />)
}

type Open = { what: 'add' | 'change' | 'end' | 'follow'; line: PartLine | null }

function Part({ entry, part }: { entry: EntryDetail; part: EntryPart }) {
  const mayWrite = useMay('libraries.write')
  const [open, setOpen] = useState<Open | null>(null)
  const lines = entry.parts.filter((line) => line.part === part.name)
  const standing = lines.filter(({ endedAt }) => endedAt === null)
  const ended = lines.filter(({ endedAt }) => endedAt !== null)
  const close = () => setOpen(null)
  return (
    <section className="ls-panel">
      <div className="ls-panel-head">
        <h2>
          {inLang(part.title)} <span className="ls-soft">{standing.length}</span>
        </h2>
        {mayWrite && <Button onClick={() => setOpen({ what: 'add', line: null })}>{t('addPart')}</Button>}
      </div>
      <div className="ls-panel-body ls-stack">
        <Totals entry={entry} part={part} />
        {standing.length === 0 && <p className="ls-soft">{t('partNone', { part: inLang(part.title) })}</p>}
        <ol className="ls-case-history" hidden={standing.length === 0}>
          {standing.map((line) => (
            <Line
              key={line.id}
              {...{ entry, part, line, mayWrite }}
              onOpen={(what) => setOpen({ what, line })}
            />
          ))}
        </ol>
        {ended.length > 0 && (
          <details className="ls-details">
            <summary>{t('ended_count', { count: ended.length })}</summary>
            <ul className="ls-reasons">
              {ended.map((line) => (
                <li key={line.id}>
                  <del>{headOf(part, line)}</del> {t('ended', { reason: line.endedReason ?? '' })}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {(open?.what === 'add' || open?.what === 'change') && (
        <PartForm entryId={entry.id} part={part} line={open.line} onClose={close} />
      )}
      {open?.what === 'end' && <EndForm entryId={entry.id} part={part} line={open.line!} onClose={close} />}
      {open?.what === 'follow' && <FollowForm entry={entry} part={part} line={open.line!} onClose={close} />}
    </section>
  )
}

function Totals({ entry, part }: { entry: EntryDetail; part: EntryPart }) {
  return entry.totals
    .filter((total) => total.part === part.name && total.known > 0)
    .map((total) => {
      const sum = money(total.fen)!
      const field = part.fields.find(({ name }) => name === total.field)
      const words = { part: inLang(part.title), field: inLang(field?.title ?? total.field) }
      return (
        <p key={total.field}>
          {t('total', { ...words, sum: `${sum.text} ${sum.unit}`, known: total.known })}
          {total.unknown > 0 && t('totalUnknown', { unknown: total.unknown })}
        </p>
      )
    })
}

/** What a line is called: its firm, else the first of its texts. */
const headOf = (part: EntryPart, line: PartLine) =>
  line.organisationName ??
  part.fields.map((field) => valueText(field, line.fields[field.name])).find(Boolean) ??
  ''

type LineProps = {
  entry: EntryDetail
  part: EntryPart
  line: PartLine
  mayWrite: boolean
  onOpen(what: Open['what']): void
}

function Line({ entry, part, line, mayWrite, onOpen }: LineProps) {
  const told = entry.events.filter(({ partId }) => partId === line.id)
  const [first, ...rest] = part.fields
  const fields = part.withFirm ? part.fields : rest
  return (
    <li>
      <b>
        {line.organisationId ? (
          <Link to="/firms/$firmId" params={{ firmId: line.organisationId }}>
            {line.organisationName}
          </Link>
        ) : part.withFirm ? (
          line.organisationName
        ) : (
          first && valueText(first, line.fields[first.name])
        )}
      </b>
      <dl className="ls-pairs">
        {fields.map((field) => (
          <Pair
            key={field.name}
            term={inLang(field.title)}
            text={valueText(field, line.fields[field.name])}
          />
        ))}
      </dl>
      <small className="ls-soft">{line.source}</small>
      {part.followUp && (
        <ul>
          {told.length === 0 && <li className="ls-soft">{t('followNone')}</li>}
          {told.map((event) => (
            <li key={event.id}>
              {event.happened} {event.note} <small className="ls-soft">{event.source}</small>{' '}
              <Files entry={entry} ids={event.evidence} />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Space wrap size={4}>
          {part.followUp && (
            <Button size="small" onClick={() => onOpen('follow')}>
              {t('follow')}
            </Button>
          )}
          <Button size="small" type="text" onClick={() => onOpen('change')}>
            {t('changePart')}
          </Button>
          <Button size="small" type="text" onClick={() => onOpen('end')}>
            {t('endPart')}
          </Button>
        </Space>
      )}
    </li>
  )
}

function Pair({ term, text }: { term: string; text: string | null }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{text ?? <Unknown />}</dd>
    </>
  )
}

/** Documents by name; those that the reader may not read are left out. */
export function Files({ entry, ids }: { entry: EntryDetail; ids: readonly string[] }) {
  return entry.evidence
    .filter(({ id }) => ids.includes(id))
    .map(({ id, fileName }) => (
      <a key={id} className="ls-link" href={`/api/attachments/${id}`}>
        {fileName}{' '}
      </a>
    ))
}
