import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { percent } from '../../ui/format.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useMay } from '../../ui/session.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { inLang } from '../../ui/words.ts'
import type { ChainGaps, ChainMapAnswer, GapNode, Source } from './api.ts'
import { t as g } from './gap-words.ts'
import { NeedList } from './NeedList.tsx'
import { NodeFirms } from './NodeFirms.tsx'
import { StandingStatement } from './StandingStatement.tsx'
import { StatementForm } from './StatementForm.tsx'
import { t } from './words.ts'

type Props = {
  chainId: string
  nodeId: string | null
  map: ChainMapAnswer
  gaps: ChainGaps
  onClose(): void
  onOpen(nodeId: string): void
}

/** One node explained: status with its reasons and figures, what it needs and feeds, who stands there. */
export function NodeDrawer({ chainId, nodeId, map, gaps, onClose, onOpen }: Props) {
  const mayState = useMay('gaps.state')
  const drawn = map.nodes.find(({ id }) => id === nodeId)
  const judged = gaps.nodes.find(({ id }) => id === nodeId)
  const isMissing = nodeId !== null && (!drawn || !judged)
  return (
    <Drawer
      open={nodeId !== null}
      onClose={onClose}
      mask={false}
      size={440}
      title={drawn ? inLang(drawn.name) : t('nodeGone')}
      extra={judged && <StatusMark status={judged.status} />}
      className="ls-node-drawer"
    >
      {isMissing && <p>{t('nodeGone')}</p>}
      {drawn && judged && (
        <div className="ls-stack">
          <Link to="/gaps/$chainId/$nodeId" params={{ chainId, nodeId: drawn.id }}>
            {g('openGap')}
          </Link>
          <Reasons node={judged} />
          <Facts node={judged} />
          <StandingStatement chainId={chainId} nodeId={drawn.id} />
          <NeedList map={map} gaps={gaps} nodeId={drawn.id} onOpen={onOpen} />
          <NodeFirms chainId={chainId} nodeId={drawn.id} />
          <ProductWords node={drawn} />
          {mayState && <StatementForm chainId={chainId} nodeId={drawn.id} />}
        </div>
      )}
    </Drawer>
  )
}

function ProductWords({ node }: { node: ChainMapAnswer['nodes'][number] }) {
  return (
    <section className="ls-drawer-part">
      <h3>{t('products')}</h3>
      <p className="ls-tags">
        {node.products.map((word) => (
          <span key={word} className="ls-tag">
            {word}
          </span>
        ))}
      </p>
      <p className="ls-soft">
        {t('source')}：{sourceText(node.source)}
      </p>
      <p className="ls-soft" data-testid="second-reader">
        {t('secondReader')}：{node.secondReader ? readerText(node.secondReader) : t('secondReaderNone')}
      </p>
    </section>
  )
}

const readerText = ({
  by,
  on,
  note,
  isCurrent,
}: NonNullable<ChainMapAnswer['nodes'][number]['secondReader']>) =>
  `${by}（${on}）${note}${isCurrent ? '' : `（${t('secondReaderStale')}）`}`

/** A source in words: document, place and sentence, or that it is an assumption. */
function sourceText(source: Source): string {
  if (typeof source === 'string') return source === '假设' ? t('assumption') : source
  return [source.document, source.place, source.sentence && `「${source.sentence}」`]
    .filter(Boolean)
    .join(' · ')
}

function Reasons({ node }: { node: GapNode }) {
  return (
    <section className="ls-drawer-part" data-testid="reasons">
      <h3>{t('why', { status: ui(node.status) })}</h3>
      <ul className="ls-reasons">
        {node.reasons.map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ node }: { node: GapNode }) {
  const ratio = percent(node.localRatio)
  const coverage = percent(node.coverageRatio)
  const firms: [string, number][] = [
    [t('here'), node.here],
    [t('within200Km'), node.within200Km],
    [t('elsewhere'), node.elsewhere],
    [t('positionUnknown'), node.positionUnknown],
    [t('unconfirmed'), node.unconfirmed],
    [t('groups'), node.groups],
    [t('groupUnknown'), node.groupUnknown],
  ]
  return (
    <dl className="ls-cells">
      {firms.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{t('localRatio')}</dt>
        <dd>
          {ratio ? `${ratio.text}%` : <Unknown why={t('ratioUnknownWhy')} />}{' '}
          <small className="ls-soft">
            {coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown')}
          </small>
        </dd>
      </div>
    </dl>
  )
}
