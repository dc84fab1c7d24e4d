/** A chunk is made to take about this long on one thread: well below ten seconds also on a busy machine. */
const chunkSeconds = 4

/** Processor seconds of one scenario, for each link of the network: measured, docs/scaling.md; wider networks miss the cache. */
const secondsPerLink = [
  { upToFirms: 20_000, seconds: 4e-9 },
  { upToFirms: 200_000, seconds: 3e-8 },
  { upToFirms: Number.POSITIVE_INFINITY, seconds: 1.6e-7 },
]

/** How many chunks the closures of all firms are cut into. */
export function chunksFor(firmCount: number, linkCount: number): number {
  const { seconds } = secondsPerLink.find(({ upToFirms }) => firmCount <= upToFirms)!
  return Math.max(1, Math.min(firmCount, Math.ceil((firmCount * linkCount * seconds) / chunkSeconds)))
}

/** Which firms' closures chunk `chunk` of `chunks` holds: from (inclusive) to (exclusive). */
export function chunkRange(firmCount: number, chunks: number, chunk: number): { from: number; to: number } {
  return {
    from: Math.floor((firmCount * chunk) / chunks),
    to: Math.floor((firmCount * (chunk + 1)) / chunks),
  }
}
