import { useQuery } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { vocabularyQuery } from './gap-api.ts'
import { t } from './register-words.ts'

/** The definitions of the five kinds, at hand wherever one has to be chosen or understood. */
export function KindDefinitions() {
  return (
    <Popover trigger="click" placement="bottomRight" content={<Definitions />}>
      <Button size="small">{t('kinds')}</Button>
    </Popover>
  )
}

function Definitions() {
  const { data, error } = useQuery(vocabularyQuery)
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={5} />
  return (
    <div className="ls-views" style={{ maxWidth: 'min(420px, 84vw)' }}>
      <dl className="ls-origin">
        {data.kinds.map(({ id, name, definition, hindersFlow }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>
              <strong>
                {inLang(name)}
                {hindersFlow && ' ●'}
              </strong>
            </dt>
            <dd>{inLang(definition)}</dd>
          </div>
        ))}
      </dl>
      <p className="ls-soft">{t('kindsNote', { version: data.version })}</p>
    </div>
  )
}
