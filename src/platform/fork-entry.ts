import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const loader = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Starts a module of ours in a process of its own. Its errors go where ours go; what it prints is not shown. */
export const forkEntry = (entry: string, nodeOptions: readonly string[] = []): ChildProcess =>
  fork(entry, [], {
    execArgv: ['--import', loader(), ...nodeOptions],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
