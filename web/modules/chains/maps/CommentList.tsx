import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { comment, type MapComment, type MapDraft, resolve } from './api.ts'
import { t } from './words.ts'

type Props = {
  draft: MapDraft
  /** The comments of one node; null for all of the draft, where a new one is about the whole. */
  nodeId: string | null
  onTake(draft: MapDraft): void
  onOpen?(nodeId: string): void
}

/** Comments with who, when and whether settled; a new one at the end. */
export function CommentList({ draft, nodeId, onTake, onOpen }: Props) {
  const shown = draft.comments.filter(({ node }) => nodeId === null || node === nodeId)
  const nameOf = (id: string) => inLang(draft.content.nodes.find((node) => node.id === id)?.name) || id
  return (
    <div className="ls-map-form" data-testid="comments">
      {shown.length === 0 && <p className="ls-soft">{t('commentNone')}</p>}
      {shown.map((one) => (
        <Comment
          key={one.id}
          comment={one}
          draft={draft}
          onTake={onTake}
          about={nodeId === null ? (one.node === null ? t('wholeMap') : nameOf(one.node)) : null}
          onOpen={one.node !== null && onOpen ? () => onOpen(one.node!) : undefined}
        />
      ))}
      <NewComment draft={draft} nodeId={nodeId} onTake={onTake} />
    </div>
  )
}

type CommentProps = {
  comment: MapComment
  draft: MapDraft
  about: string | null
  onTake(draft: MapDraft): void
  onOpen?: (() => void) | undefined
}

function Comment({ comment: one, draft, about, onTake, onOpen }: CommentProps) {
  const isResolved = one.resolvedBy !== null
  const { mutate, isPending } = useMutation({
    mutationFn: () => resolve(draft.id, one.id, !isResolved),
    onSuccess: onTake,
  })
  return (
    <div className="ls-comment" data-resolved={isResolved || undefined}>
      {about !== null &&
        (onOpen ? (
          <button type="button" className="ls-link" onClick={onOpen}>
            {about}
          </button>
        ) : (
          <b>{about}</b>
        ))}
      <p>{one.text}</p>
      <small className="ls-soft">
        {one.by} · {instant(one.at)}
        {isResolved && ` · ${t('resolved', { by: one.resolvedBy! })}`}
      </small>{' '}
      <Button size="small" type="link" loading={isPending} onClick={() => mutate()}>
        {t(isResolved ? 'reopen' : 'doResolve')}
      </Button>
    </div>
  )
}

function NewComment({ draft, nodeId, onTake }: Pick<Props, 'draft' | 'nodeId' | 'onTake'>) {
  const [text, setText] = useState('')
  const key = useRef(crypto.randomUUID())
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => comment(draft.id, { node: nodeId, text: text.trim(), requestKey: key.current }),
    onSuccess: (next) => {
      setText('')
      key.current = crypto.randomUUID()
      onTake(next)
    },
  })
  return (
    <>
      <div className="ls-map-row">
        <Input
          aria-label={t('addComment')}
          placeholder={t('addComment')}
          value={text}
          maxLength={1000}
          onChange={({ target }) => setText(target.value)}
          onPressEnter={() => text.trim() !== '' && mutate()}
        />
        <Button disabled={text.trim() === ''} loading={isPending} onClick={() => mutate()}>
          {t('addComment')}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </>
  )
}
