import { Select } from 'antd'
import type { Filter, Layout } from './api.ts'
import { t } from './words.ts'

type Props = { layout: Layout; filter: Filter; onFilter(next: Filter): void }

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

/** By chain, then by segment, then by node; only chains whose map is drawn. */
export function ChainFilter({ layout, filter, onFilter }: Props) {
  const drawn = layout.chains.filter(({ isDrawn }) => isDrawn)
  const chain = drawn.find(({ id }) => id === filter.chain)
  const nodes = chain?.nodes.filter(({ segment }) => !filter.segment || segment === filter.segment) ?? []
  return (
    <>
      <Select
        aria-label={t('chain')}
        value={filter.chain ?? ''}
        onChange={(id) => onFilter({ chain: id || undefined })}
        options={[{ value: '', label: t('anyChain') }, ...drawn.map(option)]}
      />
      {chain && (
        <Select
          aria-label={t('segment')}
          value={filter.segment ?? ''}
          onChange={(id) => onFilter({ chain: chain.id, segment: id || undefined })}
          options={[{ value: '', label: t('allSegments') }, ...chain.segments.map(option)]}
        />
      )}
      {chain && (
        <Select
          aria-label={t('node')}
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.node ?? ''}
          onChange={(id) => onFilter({ ...filter, node: id || undefined })}
          options={[{ value: '', label: t('allNodes') }, ...nodes.map(option)]}
        />
      )}
    </>
  )
}
