import type { CommandIo, ExitCode } from '../../kernel/command.ts'
import { cascade } from './cascade.ts'
import { type RunOptions, readRunOptions } from './cli-options.ts'
import { FileProblems, FilesRefused } from './files/file-problems.ts'
import { resultTable, sectorOutputs, sectorPaths, stateOutputs, statePaths } from './files/outputs.ts'
import { readAttributes } from './files/read-attributes.ts'
import { readNetwork } from './files/read-network.ts'
import { readClosures, readShocks } from './files/read-scenarios.ts'
import { checkOutputs, writeAll } from './files/write-whole.ts'
import type { CascadeResult } from './result.ts'
import { MemoryFull } from './wasm/arena.ts'

/** Above this many numbers the matrix of states would fill memory (16 bytes each, and text on top). */
const MAX_STATE_CELLS = 50_000_000

const isGiven = (path: string | undefined): path is string => path !== undefined

function readInputs(options: RunOptions, problems: FileProblems) {
  const { states, sectorOut, shockDown, shockUp } = options
  const inputs = [options.edges, options.firms, options.essential, options.sectors, options.only]
  const outputs = [
    options.out,
    ...(states ? statePaths(states) : []),
    ...(sectorOut ? sectorPaths(sectorOut) : []),
  ]
  checkOutputs(outputs, [...inputs, shockDown, shockUp, options.attributes].filter(isGiven), problems)
  problems.throwIfAny()
  const { network: plain, firms } = readNetwork(options, problems)
  const network = options.attributes
    ? readAttributes(options.attributes, options.use, plain, firms, problems)
    : plain
  const kind = (shockDown ?? shockUp) === undefined ? ('closures' as const) : ('shocks' as const)
  const { names, scenarios } =
    kind === 'closures'
      ? readClosures(options.only, firms, problems)
      : readShocks({ down: shockDown, up: shockUp }, firms, problems)
  const cells = scenarios.count * network.firmCount
  if (states && cells > MAX_STATE_CELLS)
    problems.add(
      states,
      null,
      `${cells} 个数过多，请用 --only 减少情景`,
      `${cells} numbers are too many: choose fewer scenarios with --only`,
    )
  problems.throwIfAny()
  return { network, kind, names, scenarios }
}

/** Progress on standard error, at most one line a second. */
function progressLines(io: CommandIo) {
  let told = performance.now()
  return (done: number, total: number) => {
    if (performance.now() - told < 1000) return
    told = performance.now()
    io.err(`已算 ${done} / ${total} 个情景 · ${done} of ${total} scenarios`)
  }
}

function summarize(result: CascadeResult, options: RunOptions, seconds: number, io: CommandIo): ExitCode {
  const notConverged = result.converged.reduce((count, done) => count + (done === 1 ? 0 : 1), 0)
  const rounded = seconds.toFixed(2)
  if (options.json)
    io.out(
      JSON.stringify({
        out: options.out,
        scenarios: result.count,
        notConverged,
        rerunInF64: result.rerunCount,
        seconds,
      }),
    )
  else
    io.out(
      `${result.count} 个情景，${rounded} 秒，已写入 ${options.out} · ${result.count} scenarios in ${rounded} s, written`,
    )
  if (notConverged === 0) return 0
  const cap = options.stop.maxSweeps
  io.err(
    `${notConverged} 个情景到 ${cap} 次迭代仍未收敛，T 留空；可增大 --eps 或 --max-sweeps · ${notConverged} scenarios not converged after ${cap} updates, T left empty: raise --eps or --max-sweeps`,
  )
  return 1
}

async function compute(options: RunOptions, io: CommandIo): Promise<ExitCode> {
  const { network, kind, names, scenarios } = readInputs(options, new FileProblems())
  const { states, sectorOut, stop, out } = options
  const begun = performance.now()
  const result = await cascade(network, scenarios, {
    ...stop,
    precision: options.precision,
    threads: options.threads,
    keepStates: states !== undefined,
    keepSectorImpact: sectorOut !== undefined,
    onProgress: progressLines(io),
    signal: io.signal,
  })
  const seconds = (performance.now() - begun) / 1000
  writeAll([
    { path: out, pieces: resultTable(kind, names, result) },
    ...(states ? stateOutputs(states, result, network.firmCount) : []),
    ...(sectorOut ? sectorOutputs(sectorOut, result) : []),
  ])
  return summarize(result, options, seconds, io)
}

/** `lianshu cascade run`: reads everything, computes, writes everything; or says what is wrong and writes nothing. */
export async function runCascade(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const options = readRunOptions(argv, io.cwd)
  try {
    return await compute(options, io)
  } catch (error) {
    if (error instanceof FilesRefused) {
      for (const line of error.lines) io.err(line)
      return 1
    }
    if (error instanceof MemoryFull) {
      io.err(
        `网络太大，内存放不下；请减少 --threads 或情景 · ${error.message}: use fewer --threads or scenarios`,
      )
      return 1
    }
    if (io.signal.aborted) {
      io.err('已中止，未写入任何文件 · stopped, nothing written')
      return 1
    }
    throw error
  }
}
