/** A process of our own for work that would hold up everybody else: started when needed, ended when idle or asked. */
import type { ChildProcess } from 'node:child_process'
import { forkEntry } from './fork-entry.ts'
import { log } from './log.ts'

/** How a task ended: by itself, because it was cancelled, because memory ran out, or because the process was lost. */
export type TaskEnd = 'ended' | 'cancelled' | 'memory' | 'lost'
export type ProcessMessage<Task> =
  | { readonly what: 'work'; readonly id: string; readonly task: Task }
  | { readonly what: 'stop'; readonly id: string }
export type ProcessAnswer = { readonly what: 'ended'; readonly id: string }

type Running<Task> = {
  readonly id: string
  readonly task: Task
  isStopped: boolean
  tell(end: TaskEnd): void
}

/** A task that does not stop when asked is ended with its process after so long. */
const stopGraceMs = 1_500

/** Runs tasks one after the other in one child process. */
export class BackgroundProcess<Task> {
  #child: ChildProcess | null = null
  #queue: Running<Task>[] = []
  #idle: NodeJS.Timeout | undefined
  constructor(
    private readonly entry: string,
    private readonly options: { readonly maxMemoryMb: number; readonly idleMs: number },
  ) {}

  /** The id of the process, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  run(id: string, task: Task): Promise<TaskEnd> {
    return new Promise((resolve) => {
      this.#queue.push({ id, task, isStopped: false, tell: resolve })
      if (this.#queue.length === 1) this.#next()
    })
  }

  /** Stops a task, waiting or running; what `run` gave says when it has. */
  cancel(id: string): void {
    const at = this.#queue.findIndex((each) => each.id === id)
    const task = this.#queue[at]
    if (!task) return
    task.isStopped = true
    if (at > 0) {
      this.#queue.splice(at, 1)
      task.tell('cancelled')
      return
    }
    this.#send({ what: 'stop', id })
    setTimeout(() => {
      if (this.#queue[0] === task) this.#child?.kill('SIGKILL')
    }, stopGraceMs).unref()
  }

  /** Ends the process; what runs in it is lost. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const child = this.#child
    if (!child) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await ended
  }

  #next(): void {
    clearTimeout(this.#idle)
    const [first] = this.#queue
    if (first) this.#send({ what: 'work', id: first.id, task: first.task })
    else if (this.#child) {
      this.#idle = setTimeout(() => this.#child?.kill('SIGTERM'), this.options.idleMs)
      this.#idle.unref()
    }
  }

  #send(message: ProcessMessage<Task>): void {
    this.#child ??= this.#start()
    this.#child.send(message)
  }

  #start(): ChildProcess {
    const child = forkEntry(this.entry, [`--max-old-space-size=${this.options.maxMemoryMb}`])
    child.on('message', ({ what, id }: ProcessAnswer) => {
      if (what === 'ended' && this.#queue[0]?.id === id) this.#finish('ended')
    })
    child.on('exit', (code, signal) => {
      this.#child = null
      const [running] = this.#queue
      if (!running) return
      const isFull = signal === 'SIGABRT' || code === 134
      if (!running.isStopped) log.warn('background.process_lost', { code, signal })
      this.#finish(running.isStopped ? 'cancelled' : isFull ? 'memory' : 'lost')
    })
    child.on('error', (error) => log.error('background.process_failed', { error }))
    return child
  }

  #finish(end: TaskEnd): void {
    const done = this.#queue.shift()
    done?.tell(end)
    this.#next()
  }
}
