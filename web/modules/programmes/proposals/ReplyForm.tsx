import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { Field } from '../tasks/NewTask.tsx'
import { draftReply, factsQuery, type ProposalDetail, type Reply } from './api.ts'
import { promisesOf, textOf } from './reply-text.ts'
import { t } from './words.ts'

const headFields = ['issuer', 'number', 'title', 'addressee', 'handler', 'phone'] as const

function begin({
  kind,
  number,
  session,
  proposers,
  leadUnit,
  reply,
}: ProposalDetail): Record<string, string> {
  const of = kind === 'proposal' ? '提案' : '建议'
  return {
    issuer: reply?.issuer ?? leadUnit ?? '',
    number: reply?.number ?? '',
    title: reply?.title ?? `关于对${session}${of}第${number}号的答复`,
    addressee: reply?.addressee ?? `${proposers.join('、')}${kind === 'proposal' ? '委员' : '代表'}`,
    handler: reply?.handler ?? '',
    phone: reply?.phone ?? '',
    copies: reply?.copies.join('、') ?? '',
  }
}

/** The draft of a reply: head, text by paragraph, promises; held facts are put in with their source. */
export function ReplyForm({ proposal }: { proposal: ProposalDetail }) {
  const queries = useQueryClient()
  const facts = useQuery(factsQuery(proposal.id))
  const [head, setHead] = useState(() => begin(proposal))
  const [body, setBody] = useState(() => textOf(proposal.reply).body)
  const [promises, setPromises] = useState(() => textOf(proposal.reply).promises)
  const save = useMutation({
    mutationFn: () => {
      const value = (field: string) => head[field]?.trim() || null
      const reply: Reply = {
        issuer: head.issuer ?? '',
        number: value('number'),
        title: head.title ?? '',
        addressee: head.addressee ?? '',
        handler: value('handler'),
        phone: value('phone'),
        signer: null,
        copies: (head.copies ?? '').split('、').filter((one) => one.trim() !== ''),
        paragraphs: promisesOf(body, promises),
      }
      return draftReply(proposal.id, { seen: proposal.life!.seen, reply })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{t('reply')}</h2>
      <div className="ls-panel-body ls-stack">
        {save.error && <Problem error={save.error} />}
        {[...headFields, 'copies' as const].map((field) => (
          <Field key={field} label={field === 'number' ? t('replyNumber') : t(field)}>
            <Input
              aria-label={field === 'number' ? t('replyNumber') : t(field)}
              value={head[field] ?? ''}
              onChange={({ target }) => setHead({ ...head, [field]: target.value })}
            />
          </Field>
        ))}
        <Field label={t('body')}>
          <Input.TextArea
            aria-label={t('body')}
            autoSize={{ minRows: 6 }}
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
        </Field>
        <Field label={t('promises')}>
          <Input.TextArea
            aria-label={t('promises')}
            autoSize={{ minRows: 2 }}
            value={promises}
            onChange={({ target }) => setPromises(target.value)}
          />
        </Field>
        <div>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </Button>
        </div>
        <details>
          <summary>{t('facts')}</summary>
          <ul>
            {facts.data?.items.map(({ text, source }) => (
              <li key={`${text} ${source}`}>
                {text} <span className="ls-soft">[{source}]</span>{' '}
                <Button size="small" onClick={() => setBody(`${body}${body ? '\n' : ''}${text}｜${source}`)}>
                  {t('insert')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  )
}
