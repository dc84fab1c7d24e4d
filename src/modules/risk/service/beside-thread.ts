// The thread of beside.ts: one work after the other.
import { parentPort } from 'node:worker_threads'
import type { Answered, Asked } from './beside.ts'
import { networkWorks } from './network-works.ts'

const works = networkWorks as Record<string, (...given: unknown[]) => unknown>
let turn: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, name, given }: Asked) => {
  turn = turn.then(async () => {
    const answer: Answered = await Promise.resolve()
      .then(() => works[name]!(...given))
      .then(
        (value) => ({ id, value }),
        (error: unknown) => ({ id, error: error instanceof Error ? error : new Error(String(error)) }),
      )
    parentPort?.postMessage(answer)
  })
})
