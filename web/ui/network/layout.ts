/** Where the groups of a shock are drawn: one column a step, the greatest losses first; a few hundred things at most. */
export type NetworkGroup = {
  id: string
  name: string
  /** The step in which it was reached first. */
  step: number
  /** What the size shows, 0 and up. */
  size: number
  label: string
}
export type NetworkFlow = { from: string; to: string; way: 'down' | 'up'; size: number }
export type PlacedGroup = NetworkGroup & { x: number; y: number; radius: number }
export type NetworkLayout = {
  width: number
  height: number
  columns: { step: number; x: number }[]
  groups: PlacedGroup[]
  /** Groups too small to be drawn. */
  leftOut: number
}

const columnWidth = 190
const rowHeight = 44
const head = 36
/** More rows in a column cannot be told apart on a screen. */
export const mostRows = 12

/** Places groups by step and size; the radius goes with the root of the size, so that areas compare. */
export function layOutNetwork(groups: readonly NetworkGroup[], rows = mostRows): NetworkLayout {
  const steps = [...new Set(groups.map(({ step }) => step))].sort((a, b) => a - b)
  const greatest = Math.max(0, ...groups.map(({ size }) => size))
  let [leftOut, tallest] = [0, 1]
  const placed = steps.flatMap((step, column) => {
    const own = groups
      .filter((group) => group.step === step)
      .sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1))
    leftOut += Math.max(0, own.length - rows)
    const shown = own.slice(0, rows)
    tallest = Math.max(tallest, shown.length)
    return shown.map((group, row) => ({
      ...group,
      x: column * columnWidth + 28,
      y: head + row * rowHeight + rowHeight / 2,
      radius: greatest > 0 ? 4 + 14 * Math.sqrt(group.size / greatest) : 4,
    }))
  })
  return {
    width: Math.max(1, steps.length) * columnWidth + 20,
    height: head + tallest * rowHeight + 8,
    columns: steps.map((step, column) => ({ step, x: column * columnWidth + 28 })),
    groups: placed,
    leftOut,
  }
}
