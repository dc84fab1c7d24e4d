// Works on whole networks beside the thread that answers requests: nobody waits for a page while somebody asks for a ranking.
import { Worker } from 'node:worker_threads'
import { networkWorks } from './network-works.ts'

type Works = typeof networkWorks
export type WorkName = keyof Works
type Given<N extends WorkName> = Parameters<Works[N]>
type Result<N extends WorkName> = Awaited<ReturnType<Works[N]>>

export type Asked = { readonly id: number; readonly name: WorkName; readonly given: readonly unknown[] }
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Error }
type Waiting = { resolve(value: unknown): void; reject(error: unknown): void }

/** What is done within a few milliseconds is done here: bytes, or characters, of what is given. */
const mostHere = 200_000
const idleMs = 60_000
/** A network too large ends the thread, not the server. */
const maxOldGenerationSizeMb = 6_144

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * Does a work on a network: here where it is small, else in a thread that is kept for a minute. Works wait for one
 * another there. What is given and answered is copied.
 */
export async function beside<N extends WorkName>(name: N, ...given: Given<N>): Promise<Result<N>> {
  const work = networkWorks[name] as (...given: unknown[]) => Result<N> | Promise<Result<N>>
  return sizeOf(given) <= mostHere ? work(...given) : inThread(name, ...given)
}

/** Roughly how much is given. */
function sizeOf(given: readonly unknown[]): number {
  return given.reduce<number>((sum, value) => {
    if (typeof value === 'string') return sum + value.length
    if (value instanceof Uint8Array) return sum + mostHere * (value.length / mostPackedHere)
    return sum + (typeof value === 'object' && value !== null ? sizeOf(Object.values(value)) : 1)
  }, 0)
}
/** Kept facts so long are those of about two thousand relations. */
const mostPackedHere = 40_000

/** Does it in the thread, however small. */
export function inThread<N extends WorkName>(name: N, ...given: Given<N>): Promise<Result<N>> {
  clearTimeout(idle)
  thread ??= start()
  const id = ++lastId
  return new Promise<Result<N>>((resolve, reject) => {
    waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
    thread!.ref()
    thread!.postMessage({ id, name, given } satisfies Asked)
  })
}

function start(): Worker {
  const own = new Worker(new URL('./beside-entry.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb },
  })
  let fault: unknown = new Error('the thread for networks ended before its work')
  own.on('message', (answer: Answered) => settle(own, answer))
  own.on('error', (error) => {
    fault = error
  })
  own.on('exit', () => {
    if (thread !== own) return
    thread = undefined
    const lost = [...waiting.values()]
    waiting.clear()
    for (const { reject } of lost) reject(fault)
  })
  return own
}

function settle(own: Worker, answer: Answered): void {
  const asker = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (waiting.size === 0) rest(own)
  if ('error' in answer) asker?.reject(answer.error)
  else asker?.resolve(answer.value)
}

/** A thread without work keeps no process alive, and ends after a minute. */
function rest(own: Worker): void {
  own.unref()
  idle = setTimeout(() => {
    thread = undefined
    void own.terminate()
  }, idleMs).unref()
}

/** Lets others have their turn. */
export const breath = () => new Promise<void>((resolve) => setImmediate(resolve))
