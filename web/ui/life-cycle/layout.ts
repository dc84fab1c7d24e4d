/** Where the states of a life cycle stand in its picture: the shortest way to a good end above, all others below it. */
export type Pair = { zh: string; en: string }
export type LifeState = {
  id: string
  title: Pair
  kind: 'open' | 'done' | 'dropped'
  workingDays: number | null
  parts: readonly { id: string; title: Pair; mark: 'open' | 'agreed' | 'objected' | 'done' }[]
}
export type LifeAction = { id: string; title: Pair; from: readonly string[]; to: string }
export type LifePicture = {
  title: Pair
  initial: string
  current: string
  passed: readonly string[]
  states: readonly LifeState[]
  actions: readonly LifeAction[]
}

export type Placed = { id: string; column: number; row: number }
export type Arrow = { from: string; to: string; actions: readonly LifeAction[] }

/** Steps from the start to each state, and from where each was first reached. */
function reach({ initial, actions }: LifePicture): Map<string, { level: number; before: string | null }> {
  const reached = new Map([[initial, { level: 0, before: null as string | null }]])
  const waiting = [initial]
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift())
    for (const { from, to } of actions)
      if (from.includes(at) && !reached.has(to)) {
        reached.set(to, { level: reached.get(at)!.level + 1, before: at })
        waiting.push(to)
      }
  return reached
}

/** The shortest way from the start to an end that is what it was for; the start alone where there is none. */
export function mainWay(picture: LifePicture): string[] {
  const reached = reach(picture)
  const end = picture.states.find(({ id, kind }) => kind === 'done' && reached.has(id))
  const way: string[] = []
  for (let at: string | null = end?.id ?? picture.initial; at !== null; at = reached.get(at)?.before ?? null)
    way.unshift(at)
  return way
}

/** A column a step, the main way in row 0; in each column the other states below each other in their order. */
export function placeStates(picture: LifePicture): Placed[] {
  const reached = reach(picture)
  const main = new Set(mainWay(picture))
  const filled = new Map<number, number>()
  return picture.states.map(({ id }) => {
    const column = reached.get(id)?.level ?? 0
    if (main.has(id)) return { id, column, row: 0 }
    const row = (filled.get(column) ?? 0) + 1
    filled.set(column, row)
    return { id, column, row }
  })
}

/** One arrow for all actions between the same two states. */
export function arrowsOf({ actions }: LifePicture): Arrow[] {
  const arrows = new Map<string, { from: string; to: string; actions: LifeAction[] }>()
  for (const action of actions)
    for (const from of action.from) {
      const key = `${from} ${action.to}`
      const arrow = arrows.get(key) ?? { from, to: action.to, actions: [] }
      arrow.actions.push(action)
      arrows.set(key, arrow)
    }
  return [...arrows.values()]
}
