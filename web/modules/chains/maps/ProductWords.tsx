import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { count } from '../../../ui/format.ts'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { type DraftNode, wordsQuery } from './api.ts'
import { t } from './words.ts'

type Props = {
  draftId: string
  node: DraftNode
  isDisabled: boolean
  onChange(products: string[]): void
}

/** The words of a node, with the firms each would place and who already has it. */
export function ProductWords({ draftId, node, isDisabled, onChange }: Props) {
  const { dataset } = useScope()
  const { data } = useQuery(wordsQuery(draftId, node.id, node.products, dataset))
  const change = (words: string[]) => {
    const clean = words.flatMap((word) => word.split(/[、，,；;]/)).map((word) => word.trim())
    onChange([...new Set(clean.filter((word) => word !== ''))])
  }
  return (
    <div className="ls-map-form">
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={t('products')}
        placeholder={t('productsHint')}
        disabled={isDisabled}
        value={node.products}
        onChange={change}
      />
      {data && node.products.length > 0 && (
        <>
          <p className="ls-soft" data-testid="word-use" aria-live="polite">
            {t('wordFirms', {
              firms: count(data.firms),
              here: count(data.firmsInCity),
              data: t(dataset === 'demo' ? 'dataDemo' : 'dataHeld'),
            })}
          </p>
          <table className="ls-map-words">
            <thead>
              <tr>
                <th>{t('word')}</th>
                <th>{t('firms')}</th>
                <th>{t('example')}</th>
                <th>{t('usedBy')}</th>
              </tr>
            </thead>
            <tbody>
              {data.words.map(({ word, firms, example, usedBy }) => (
                <tr key={word} data-word={word}>
                  <td>{word}</td>
                  <td className="ls-digits">{count(firms)}</td>
                  <td className="ls-soft">{example ?? '—'}</td>
                  <td>{usedBy.map(({ name, map }) => `${inLang(name)}（${inLang(map)}）`).join('、')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}
