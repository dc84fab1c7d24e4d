/** A chunk is made to take about this long on two cores, so that a lost one costs little. */
const chunkSeconds = 4
/** Measured: links × scenarios that one second carries on a quiet pair of cores, docs/methods/cascade.md. */
const linkScenariosPerSecond = 2e8

/** How many chunks the closures of all firms are cut into: every chunk well below the ten seconds of a piece. */
export function chunksFor(firmCount: number, linkCount: number): number {
  const seconds = (firmCount * Math.max(linkCount, firmCount)) / linkScenariosPerSecond
  return Math.max(1, Math.min(firmCount, Math.ceil(seconds / chunkSeconds)))
}

/** Which firms' closures chunk `chunk` of `chunks` holds: from (inclusive) to (exclusive). */
export function chunkRange(firmCount: number, chunks: number, chunk: number): { from: number; to: number } {
  return {
    from: Math.floor((firmCount * chunk) / chunks),
    to: Math.floor((firmCount * (chunk + 1)) / chunks),
  }
}
