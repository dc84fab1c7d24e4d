import { useMemo } from 'react'
import { useIsNarrow } from '../use-is-narrow.ts'
import { layOutNetwork, type NetworkFlow, type NetworkGroup, type PlacedGroup } from './layout.ts'

type Props = {
  groups: readonly NetworkGroup[]
  flows: readonly NetworkFlow[]
  /** Steps after this one are faint. */
  upTo: number
  selected: string | null
  onOpen(id: string | null): void
  /** What the drawing shows, for screen readers. */
  label: string
  stepLabel(step: number): string
  leftOutLabel(count: number): string
}

/** A shock in a network: groups by the step that reached them, size by loss, lines where it passed; opens on demand. */
export function NetworkView({
  groups,
  flows,
  upTo,
  selected,
  onOpen,
  label,
  stepLabel,
  leftOutLabel,
}: Props) {
  const isNarrow = useIsNarrow()
  const layout = useMemo(() => layOutNetwork(groups), [groups])
  const byId = useMemo(() => new Map(layout.groups.map((group) => [group.id, group])), [layout])
  if (isNarrow)
    return <NetworkList groups={layout.groups} selected={selected} onOpen={onOpen} stepLabel={stepLabel} />
  return (
    <div className="ls-network-scroll">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it has no element of its own */}
      <svg
        role="group"
        aria-label={label}
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        className="ls-network"
      >
        {layout.columns.map(({ step, x }) => (
          <text
            key={step}
            x={x - 14}
            y={18}
            className="ls-network-step"
            data-faint={step > upTo || undefined}
          >
            {stepLabel(step)}
          </text>
        ))}
        {flows.map((flow) => (
          <FlowLine
            key={`${flow.from} ${flow.to} ${flow.way}`}
            flow={flow}
            byId={byId}
            {...{ upTo, selected }}
          />
        ))}
        {layout.groups.map((group) => (
          <GroupMark
            key={group.id}
            group={group}
            isFaint={group.step > upTo}
            isSelected={group.id === selected}
            onOpen={() => onOpen(group.id === selected ? null : group.id)}
          />
        ))}
      </svg>
      {layout.leftOut > 0 && <p className="ls-soft">{leftOutLabel(layout.leftOut)}</p>}
    </div>
  )
}

function FlowLine({
  flow,
  byId,
  upTo,
  selected,
}: {
  flow: NetworkFlow
  byId: ReadonlyMap<string, PlacedGroup>
  upTo: number
  selected: string | null
}) {
  const [from, to] = [byId.get(flow.from), byId.get(flow.to)]
  if (!from || !to || from === to) return null
  const middle = (from.x + to.x) / 2
  const bend = from.x === to.x ? from.x - 40 : middle
  const isLit = selected === null || selected === from.id || selected === to.id
  return (
    <path
      className="ls-network-flow"
      data-way={flow.way}
      data-faint={!isLit || Math.max(from.step, to.step) > upTo || undefined}
      d={`M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}`}
      strokeWidth={1 + Math.min(5, flow.size)}
    />
  )
}

function GroupMark({
  group,
  isFaint,
  isSelected,
  onOpen,
}: {
  group: PlacedGroup
  isFaint: boolean
  isSelected: boolean
  onOpen(): void
}) {
  const name = group.name.length > 10 ? `${group.name.slice(0, 9)}…` : group.name
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG drawing
    <g
      role="button"
      tabIndex={0}
      className="ls-network-group"
      data-group={group.id}
      data-faint={isFaint || undefined}
      data-selected={isSelected || undefined}
      aria-label={group.label}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onOpen()
      }}
    >
      <title>{group.label}</title>
      <rect x={group.x - 20} y={group.y - 20} width={170} height={40} fill="transparent" />
      <circle cx={group.x} cy={group.y} r={group.radius} />
      <text x={group.x + 22} y={group.y + 4}>
        {name}
      </text>
    </g>
  )
}

/** On a phone the same as a list. */
function NetworkList({
  groups,
  selected,
  onOpen,
  stepLabel,
}: Pick<Props, 'selected' | 'onOpen' | 'stepLabel'> & { groups: readonly PlacedGroup[] }) {
  return (
    <ol className="ls-network-list">
      {groups.map((group) => (
        <li key={group.id} data-group={group.id}>
          <button type="button" onClick={() => onOpen(group.id === selected ? null : group.id)}>
            <b>{group.name}</b> <span className="ls-soft">{stepLabel(group.step)}</span>
            <br />
            <span className="ls-soft">{group.label}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
