import { Figure } from '../../ui/Figure.tsx'
import { percent } from '../../ui/format.ts'
import { t as ui } from '../../ui/ui-words.ts'
import type { ChainGaps } from './api.ts'
import { LocalSourcingFigure } from './LocalSourcingFigure.tsx'
import { t } from './words.ts'

/** The figures above a chain's map: what is known, what is placed, what is bought near. */
export function ChainFigures({ gaps }: { gaps: ChainGaps }) {
  const known = gaps.nodes.filter(({ status }) => status !== 'unknown').length
  const share = gaps.nodes.length === 0 ? null : percent(known / gaps.nodes.length, 0)
  return (
    <>
      <Figure
        label={t('knownNodes')}
        value={share}
        note={t('knownNote', { known, nodes: gaps.nodes.length })}
        origin={{ definition: t('originKnown'), asOf: gaps.asOf }}
      />
      <Figure
        label={`${ui('missing')} · ${ui('weak')}`}
        value={{ text: `${of(gaps, 'missing')} · ${of(gaps, 'weak')}`, unit: t('nodeUnit') }}
        asOf={gaps.asOf}
        origin={{ definition: t('originStatus'), asOf: gaps.asOf }}
      />
      <LocalSourcingFigure local={gaps.localSourcing} asOf={gaps.asOf} />
    </>
  )
}

const of = (gaps: ChainGaps, status: string) => gaps.nodes.filter((node) => node.status === status).length
