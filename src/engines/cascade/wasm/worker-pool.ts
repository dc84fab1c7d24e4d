import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

let compiled: WebAssembly.Module | undefined

/** The engine's machine code, compiled once a process. */
function engineModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(join(import.meta.dirname, 'cascade.wasm')))
  return compiled
}

/** What a worker is told to do: which entry of the engine, with which plan, in whose room. */
export type Job = {
  readonly entry: 'workDouble' | 'workSingle'
  readonly plan: number
  readonly room: number
}

/** Threads over one shared memory; each runs one job at a time. */
export class WorkerPool {
  readonly #workers: Worker[]

  constructor(memory: WebAssembly.Memory, size: number) {
    const workerData = { module: engineModule(), memory }
    const file = new URL('./worker.mjs', import.meta.url)
    this.#workers = Array.from({ length: size }, () => new Worker(file, { workerData, execArgv: [] }))
    // A session that is never closed must not keep the process alive.
    for (const worker of this.#workers) worker.unref()
  }

  /** Gives job k to worker k and waits for all; fails when a worker fails. */
  async run(jobs: readonly Job[]): Promise<void> {
    await Promise.all(jobs.map((job, k) => runOn(this.#workers[k]!, job)))
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function runOn(worker: Worker, job: Job): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      worker.unref()
      finish()
    }
    const onMessage = () => settle(resolve)
    const onError = (error: unknown) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error('a cascade worker ended before its work')))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.ref()
    worker.postMessage(job)
  })
}
