import {
  type CascadeNetwork,
  type CascadeSession,
  openCascade,
  type Shock,
  shocks,
} from '../../../engines/cascade/index.ts'
import type { StepState } from '../domain/shock-trace.ts'

/** A picture of more steps than these is not read; the end state always belongs to it. */
const mostSteps = 40

export type SteppedRun = {
  readonly esri: { readonly both: number | null; readonly down: number | null; readonly up: number | null }
  /** Null: the engine's cap ended it. */
  readonly sweeps: number | null
  /** After update 0, 1, …; the last is the end state. */
  readonly states: readonly StepState[]
  /** ESRI after each of them. */
  readonly esriByStep: readonly (number | null)[]
}

const known = (value: number) => (Number.isNaN(value) ? null : value)

async function runTo(
  session: CascadeSession,
  list: readonly Shock[],
  maxSweeps?: number,
  signal?: AbortSignal,
) {
  const { esri, sweeps, converged, states } = await session.run(shocks([list]), {
    keepStates: true,
    ...(maxSweeps === undefined ? {} : { maxSweeps }),
    ...(signal && { signal }),
  })
  const [both, down, up] = [esri.both, esri.down, esri.up].map(([byWeight]) => known(byWeight![0]!))
  return {
    esri: { both: both!, down: down!, up: up! },
    sweeps: converged[0] ? sweeps[0]! : null,
    state: { down: states!.down.slice(), up: states!.up.slice() },
  }
}

/** One scenario with the state after every update. */
export async function runSteps(
  network: CascadeNetwork,
  list: readonly Shock[],
  signal?: AbortSignal,
): Promise<SteppedRun> {
  const session = openCascade(network, { threads: 1 })
  try {
    const end = await runTo(session, list, undefined, signal)
    const start = new Float64Array(network.firmCount)
    for (const { firm, lossRatio } of list) start[firm] = lossRatio
    const states: StepState[] = [{ down: start, up: start }]
    const esriByStep: (number | null)[] = [initialShare(network, start)]
    // The last update changes nothing above eps: the end state stands for it.
    const steps = Math.min(mostSteps, end.sweeps ?? mostSteps)
    for (let step = 1; step < steps; step++) {
      const at = await runTo(session, list, step, signal)
      states.push(at.state)
      esriByStep.push(at.esri.both)
    }
    states.push(end.state)
    esriByStep.push(end.esri.both)
    return { esri: end.esri, sweeps: end.sweeps, states, esriByStep }
  } finally {
    await session.close()
  }
}

/** The share of all output that the shock itself takes. */
function initialShare({ suppliers, amounts }: CascadeNetwork, loss: Float64Array): number | null {
  let [all, lost] = [0, 0]
  amounts.forEach((amount, e) => {
    all += amount
    lost += amount * loss[suppliers[e]!]!
  })
  return all > 0 ? lost / all : null
}
