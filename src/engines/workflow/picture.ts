import type { LifeCycle } from './model.ts'

type Language = 'zh' | 'en'
type Box = { name: string; x: number; y: number }

const boxWidth = 148
const boxHeight = 46
const columnGap = 132
const rowGap = 44
const margin = 24

const escapeXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Steps from the initial state to each state, the shortest way. */
function levels(cycle: LifeCycle): Map<string, number> {
  const level = new Map([[cycle.initial as string, 0]])
  let row: string[] = [cycle.initial]
  for (let depth = 1; row.length > 0; depth++) {
    const next: string[] = []
    for (const { from, to } of Object.values(cycle.actions)) {
      if (level.has(to) || !from.some((state) => row.includes(state))) continue
      level.set(to, depth)
      next.push(to)
    }
    row = next
  }
  return level
}

function placeBoxes(cycle: LifeCycle): Map<string, Box> {
  const level = levels(cycle)
  const filled = new Map<number, number>()
  const boxes = new Map<string, Box>()
  for (const name of Object.keys(cycle.states)) {
    const column = level.get(name) ?? Math.max(...level.values()) + 1
    const row = filled.get(column) ?? 0
    filled.set(column, row + 1)
    boxes.set(name, {
      name,
      x: margin + column * (boxWidth + columnGap),
      y: margin + 30 + row * (boxHeight + rowGap),
    })
  }
  return boxes
}

/** Actions between the same two states share one arrow with their names under each other. */
function arrows(cycle: LifeCycle, language: Language) {
  const labels = new Map<string, { from: string; to: string; words: string[] }>()
  for (const { from, to, title } of Object.values(cycle.actions)) {
    for (const start of from) {
      const key = `${start}→${to}`
      const arrow = labels.get(key) ?? { from: start, to, words: [] }
      arrow.words.push(title[language])
      labels.set(key, arrow)
    }
  }
  return [...labels.values()]
}

type Route = { d: string; x: number; y: number }

/** An arrow to the next column, or from a state to itself. */
function straightRoute(from: Box, to: Box): Route {
  const middle = (box: Box) => box.y + boxHeight / 2
  if (from.name === to.name) {
    const x = from.x + boxWidth / 2
    const d = `M${x - 24},${from.y} C${x - 30},${from.y - 30} ${x + 30},${from.y - 30} ${x + 24},${from.y}`
    return { d, x, y: from.y - 24 }
  }
  const [x1, y1, x2, y2] = [from.x + boxWidth, middle(from), to.x, middle(to)]
  const half = (x1 + x2) / 2
  return { d: `M${x1},${y1} C${half},${y1} ${half},${y2} ${x2},${y2}`, x: half, y: (y1 + y2) / 2 - 6 }
}

/** An arrow over the first row or under the last one, `y` the height its bend is drawn to. */
function bentRoute(from: Box, to: Box, y: number, isOver: boolean): Route {
  const edge = isOver ? 0 : boxHeight
  const [x1, x2] = [from.x + boxWidth / 2 + 18, to.x + boxWidth / 2 - 18]
  const [y1, y2] = [from.y + edge, to.y + edge]
  const d = `M${x1},${y1} C${x1},${y} ${x2},${y} ${x2},${y2}`
  return { d, x: (x1 + x2) / 2, y: (y1 + 6 * y + y2) / 8 + 4 }
}

/** An arrow inside one column: straight to the next box, in a bow at the right side past the boxes between. */
function columnRoute(from: Box, to: Box): Route {
  const isDown = to.y > from.y
  if (Math.abs(to.y - from.y) === boxHeight + rowGap) {
    const x = from.x + boxWidth / 2 + (isDown ? -18 : 18)
    const [y1, y2] = isDown ? [from.y + boxHeight, to.y] : [from.y, to.y + boxHeight]
    return { d: `M${x},${y1} L${x},${y2}`, x, y: (y1 + y2) / 2 + 4 }
  }
  const [side, y1, y2] = [from.x + boxWidth, from.y + boxHeight - 10, to.y + boxHeight - 10]
  return {
    d: `M${side},${y1} C${side + 40},${y1} ${side + 40},${y2} ${side},${y2}`,
    x: side + 30,
    y: (y1 + y2) / 2,
  }
}

const isNeighbour = (from: Box, to: Box) => from.name === to.name || to.x === from.x + boxWidth + columnGap

/** Routes of all arrows: straight to the next column, inside a column beside it, over the first row, all others in lanes below. */
function routes(boxes: Map<string, Box>, all: ReturnType<typeof arrows>, firstRow: number, bottom: number) {
  const lanes = { over: 0, under: 0 }
  const drawn = all.map((arrow) => {
    const [from, to] = [boxes.get(arrow.from) as Box, boxes.get(arrow.to) as Box]
    if (isNeighbour(from, to)) return { ...arrow, ...straightRoute(from, to) }
    if (from.x === to.x) return { ...arrow, ...columnRoute(from, to) }
    const isOver = from.y === firstRow && to.y === firstRow
    const y = isOver ? firstRow - 30 - 34 * lanes.over++ : bottom + 30 + 34 * lanes.under++
    return { ...arrow, ...bentRoute(from, to, y, isOver) }
  })
  return { drawn, lanes }
}

const colours = {
  open: ['#ffffff', '#1f4e79'],
  done: ['#e6f4ea', '#1e7e34'],
  dropped: ['#f3f3f3', '#777777'],
} as const

function boxSvg(cycle: LifeCycle, { name, x, y }: Box, language: Language): string {
  const state = cycle.states[name]
  if (!state) return ''
  const [fill, line] = colours[state.kind]
  const days = state.deadline
    ? language === 'zh'
      ? `${state.deadline.workingDays} 个工作日`
      : `${state.deadline.workingDays} working days`
    : ''
  const parts = state.parallel
    ? `∥ ${state.parallel.parts.map(({ title }) => title[language]).join(' ')}`
    : ''
  const note = [days, parts].filter((text) => text !== '').join(' · ')
  const mark =
    name === cycle.initial ? `<circle cx="${x - 10}" cy="${y + boxHeight / 2}" r="5" fill="${line}"/>` : ''
  return `${mark}<rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="6" fill="${fill}" stroke="${line}" stroke-width="1.5"/><text x="${x + boxWidth / 2}" y="${y + (note ? 19 : 28)}" text-anchor="middle" font-size="14" fill="#111">${escapeXml(state.title[language])}</text>${note ? `<text x="${x + boxWidth / 2}" y="${y + 37}" text-anchor="middle" font-size="10" fill="#555">${escapeXml(note)}</text>` : ''}`
}

function labelSvg(x: number, y: number, words: readonly string[]): string {
  const lines = words
    .map((text, i) => `<tspan x="${x}" dy="${i === 0 ? 0 : 13}">${escapeXml(text)}</tspan>`)
    .join('')
  return `<text x="${x}" y="${y}" text-anchor="middle" font-size="11" fill="#333" stroke="#fff" stroke-width="3" paint-order="stroke">${lines}</text>`
}

/** The picture of a life cycle: states in columns by their distance from the start, actions as arrows. */
export function lifeCycleSvg(cycle: LifeCycle, language: Language = 'zh'): string {
  const boxes = placeBoxes(cycle)
  const all = [...boxes.values()]
  const firstRow = Math.min(...all.map(({ y }) => y))
  const bottom = Math.max(...all.map(({ y }) => y)) + boxHeight
  const { drawn, lanes } = routes(boxes, arrows(cycle, language), firstRow, bottom)
  const paths = drawn.map(({ d }) => `<path d="${d}" fill="none" stroke="#666" marker-end="url(#tip)"/>`)
  const labels = drawn.map(({ x, y, words }) => labelSvg(x, y, words))
  const width = Math.max(...all.map(({ x }) => x)) + boxWidth + margin
  const top = lanes.over === 0 ? 0 : -34 * lanes.over
  const height = bottom + margin + (lanes.under === 0 ? 0 : 34 * lanes.under) - top
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" role="img">`,
    `<title>${escapeXml(cycle.title[language])}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#666"/></marker></defs>',
    ...paths,
    ...all.map((box) => boxSvg(cycle, box, language)),
    ...labels,
    '</svg>',
    '',
  ].join('\n')
}

/** The same as a Mermaid state diagram, for pages that draw it themselves. */
export function lifeCycleMermaid(cycle: LifeCycle, language: Language = 'zh'): string {
  const clean = (text: string) => text.replace(/[:;#]/g, ' ')
  const ends = Object.entries(cycle.states).filter(([, state]) => state.kind !== 'open')
  return [
    'stateDiagram-v2',
    ...Object.entries(cycle.states).map(([name, { title }]) => `  ${name} : ${clean(title[language])}`),
    `  [*] --> ${cycle.initial}`,
    ...arrows(cycle, language).map(
      ({ from, to, words }) => `  ${from} --> ${to} : ${clean(words.join(' / '))}`,
    ),
    ...ends.map(([name]) => `  ${name} --> [*]`),
    '',
  ].join('\n')
}
