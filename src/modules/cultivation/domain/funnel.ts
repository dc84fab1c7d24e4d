import type { Event, LifeCycle } from '../../../engines/workflow/index.ts'

type Track = { readonly cohortYear: number; readonly history: readonly Event[] }

/**
 * How far the yearly cohorts have ever come: for each open and done state of the life cycle, in its written order, how
 * many tracks were ever in it or in a later one. A track that was sent back still counts where it had been.
 */
export function funnelByYear(
  cycle: LifeCycle,
  tracks: readonly Track[],
): { year: number; entered: number; reached: { state: string; count: number }[] }[] {
  const states = Object.keys(cycle.states).filter((state) => cycle.states[state]!.kind !== 'dropped')
  const years = [...new Set(tracks.map(({ cohortYear }) => cohortYear))].sort((a, b) => b - a)
  return years.map((year) => {
    const own = tracks.filter(({ cohortYear }) => cohortYear === year)
    const furthest = own.map(({ history }) => furthestOf(states, history))
    return {
      year,
      entered: own.length,
      reached: states.map((state, at) => ({ state, count: furthest.filter((far) => far >= at).length })),
    }
  })
}

function furthestOf(states: readonly string[], history: readonly Event[]): number {
  const been = history.flatMap((event) =>
    event.kind === 'started' ? [event.state] : event.kind === 'acted' ? [event.to] : [],
  )
  return Math.max(...been.map((state) => states.indexOf(state)))
}
