import { linesWithin } from '../text-width.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { inLang } from '../words.ts'
import { type Arrow, arrowsOf, type LifePicture, type LifeState, mainWay, placeStates } from './layout.ts'

export type { LifePicture } from './layout.ts'

const box = { width: 132, height: 48, gapX: 52, gapY: 26, margin: 14 }
type Spot = { x: number; y: number }

/**
 * The picture of a life cycle: the way to a good end above, what may happen otherwise below; where the thing stands is
 * filled, where it was is firm, what can happen next carries its name. On a phone a list.
 */
export function LifeCycleView({ picture }: { picture: LifePicture }) {
  const isNarrow = useIsNarrow()
  return isNarrow ? <LifeList picture={picture} /> : <LifeDrawing picture={picture} />
}

function LifeDrawing({ picture }: { picture: LifePicture }) {
  const placed = placeStates(picture)
  const spots = new Map<string, Spot>(
    placed.map(({ id, column, row }) => [
      id,
      {
        x: box.margin + column * (box.width + box.gapX),
        y: box.margin + row * (box.height + box.gapY),
      },
    ]),
  )
  const width =
    Math.max(...placed.map(({ column }) => column)) * (box.width + box.gapX) + box.width + box.margin * 2
  const height = (Math.max(...placed.map(({ row }) => row)) + 1) * (box.height + box.gapY) + box.margin
  const arrows = arrowsOf(picture)
  const byNow = arrows.filter(({ from }) => from === picture.current)
  const rest = arrows.filter(({ from }) => from !== picture.current)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that scrolls must be reachable by keyboard
    <div className="ls-life" tabIndex={0}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={sentenceOf(picture)}
      >
        <title>{sentenceOf(picture)}</title>
        <defs>
          <marker
            id="ls-life-tip"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 z" className="ls-life-tip" />
          </marker>
        </defs>
        {rest.map((arrow) => (
          <ArrowPath key={`${arrow.from} ${arrow.to}`} arrow={arrow} spots={spots} isNext={false} />
        ))}
        {byNow.map((arrow) => (
          <ArrowPath key={`${arrow.from} ${arrow.to}`} arrow={arrow} spots={spots} isNext />
        ))}
        {picture.states.map((state) => (
          <StateBox
            key={state.id}
            state={state}
            spot={spots.get(state.id)!}
            standing={standingOf(picture, state.id)}
          />
        ))}
      </svg>
      <NextSteps picture={picture} />
    </div>
  )
}

type Standing = 'current' | 'passed' | 'ahead'
const standingOf = ({ current, passed }: LifePicture, id: string): Standing =>
  id === current ? 'current' : passed.includes(id) ? 'passed' : 'ahead'

const sentenceOf = (picture: LifePicture): string => {
  const now = picture.states.find(({ id }) => id === picture.current)
  return t('lifeStands', { title: inLang(picture.title), state: now ? inLang(now.title) : picture.current })
}

function StateBox({ state, spot, standing }: { state: LifeState; spot: Spot; standing: Standing }) {
  const note = state.workingDays === null ? null : t('lifeDays', { days: state.workingDays })
  const middle = spot.x + box.width / 2
  const title = standing === 'passed' ? `✓ ${inLang(state.title)}` : inLang(state.title)
  const lines = linesWithin(title, box.width - 12)
  const first = spot.y + (note ? 20 : 29) - (lines.length - 1) * (note ? 5 : 7)
  return (
    <g className={`ls-life-state ls-life-${standing} ls-life-${state.kind}`}>
      <rect x={spot.x} y={spot.y} width={box.width} height={box.height} rx="6" />
      {lines.map((line, i) => (
        <text key={line} x={middle} y={first + i * 14} textAnchor="middle">
          {line}
        </text>
      ))}
      {note && (
        <text
          x={middle}
          y={spot.y + (lines.length > 1 ? 43 : 38)}
          textAnchor="middle"
          className="ls-life-note"
        >
          {note}
        </text>
      )}
    </g>
  )
}

function ArrowPath({ arrow, spots, isNext }: { arrow: Arrow; spots: Map<string, Spot>; isNext: boolean }) {
  const [from, to] = [spots.get(arrow.from)!, spots.get(arrow.to)!]
  const title = arrow.actions.map((action) => inLang(action.title)).join(' / ')
  return (
    <path
      d={pathOf(from, to)}
      className={isNext ? 'ls-life-next' : 'ls-life-way'}
      markerEnd="url(#ls-life-tip)"
    >
      <title>{title}</title>
    </path>
  )
}

/** To the next column from side to side; otherwise from the lower edge in a bow below the boxes between. */
function pathOf(from: Spot, to: Spot): string {
  const middle = (spot: Spot) => spot.y + box.height / 2
  if (to.x === from.x + box.width + box.gapX) {
    const [x1, y1, x2, y2] = [from.x + box.width, middle(from), to.x, middle(to)]
    const half = (x1 + x2) / 2
    return `M${x1},${y1} C${half},${y1} ${half},${y2} ${x2},${y2}`
  }
  if (to.x === from.x) {
    const isDown = to.y > from.y
    const x = from.x + box.width / 2
    return `M${x},${isDown ? from.y + box.height : from.y} L${x},${isDown ? to.y : to.y + box.height}`
  }
  const [x1, y1] = [from.x + box.width / 2 + 16, from.y + box.height]
  const [x2, y2] = [to.x + box.width / 2 - 16, to.y + box.height]
  const low = Math.max(y1, y2) + 18
  return `M${x1},${y1} C${x1},${low} ${x2},${low} ${x2},${y2}`
}

/** What may happen from here, in words; and which departments have answered. */
function NextSteps({ picture }: { picture: LifePicture }) {
  const now = picture.states.find(({ id }) => id === picture.current)
  const next = picture.actions.filter(({ from }) => from.includes(picture.current))
  return (
    <div className="ls-life-words">
      {now && now.parts.length > 0 && (
        <p>
          {now.parts.map((part) => (
            <span key={part.id} className={`ls-life-part ls-life-part-${part.mark}`}>
              {part.mark === 'agreed' || part.mark === 'done' ? '●' : part.mark === 'objected' ? '◇' : '○'}{' '}
              {inLang(part.title)} {t(`lifePart_${part.mark}`)}
            </span>
          ))}
        </p>
      )}
      {next.length > 0 && (
        <p className="ls-soft">
          {t('lifeNext')}
          {next.map(({ title }) => inLang(title)).join(' · ')}
        </p>
      )}
    </div>
  )
}

function LifeList({ picture }: { picture: LifePicture }) {
  const way = [...new Set([...mainWay(picture), ...picture.passed, picture.current])]
  const states = way.flatMap((id) => picture.states.find((state) => state.id === id) ?? [])
  return (
    <div className="ls-life">
      <ol className="ls-life-list" aria-label={sentenceOf(picture)}>
        {states.map((state) => {
          const standing = standingOf(picture, state.id)
          return (
            <li
              key={state.id}
              className={`ls-life-${standing}`}
              aria-current={standing === 'current' ? 'step' : undefined}
            >
              {standing === 'passed' ? '✓ ' : standing === 'current' ? '● ' : '○ '}
              {inLang(state.title)}
            </li>
          )
        })}
      </ol>
      <NextSteps picture={picture} />
    </div>
  )
}
