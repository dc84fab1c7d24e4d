import { StatusMark } from '../../ui/StatusMark.tsx'
import { inLang } from '../../ui/words.ts'
import type { ChainGaps, ChainMapAnswer } from './api.ts'
import { t } from './words.ts'

type Props = { map: ChainMapAnswer; gaps: ChainGaps; nodeId: string; onOpen(nodeId: string): void }
type Line = { id: string; essential: boolean }

/** What a node needs and what it goes into; each opens in its place. */
export function NeedList({ map, gaps, nodeId, onOpen }: Props) {
  const up = map.needs
    .filter(({ node }) => node === nodeId)
    .map(({ needs, essential }) => ({ id: needs, essential }))
  const down = map.needs
    .filter(({ needs }) => needs === nodeId)
    .map(({ node, essential }) => ({ id: node, essential }))
  const list = (lines: Line[]) => (
    <ul className="ls-lines">
      {lines.map(({ id, essential }) => (
        <li key={id}>
          <button type="button" className="ls-link" onClick={() => onOpen(id)}>
            {inLang(map.nodes.find((node) => node.id === id)?.name ?? id)}
          </button>
          <span className="ls-lines-end">
            {essential && <small className="ls-soft">{t('essential')}</small>}
            <StatusMark status={gaps.nodes.find((node) => node.id === id)?.status ?? 'unknown'} />
          </span>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <section className="ls-drawer-part">
        <h3>{t('needsUp')}</h3>
        {up.length > 0 ? list(up) : <p className="ls-soft">{t('needsNone')}</p>}
      </section>
      <section className="ls-drawer-part">
        <h3>{t('needsDown')}</h3>
        {down.length > 0 ? list(down) : <p className="ls-soft">{t('needsDownNone')}</p>}
      </section>
    </>
  )
}
