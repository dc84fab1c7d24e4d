// npm start: installs, builds and serves, each only when needed.
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { checkNode } from './steps.mjs'

checkNode()
await ensureInstalled()
if ((await ensureBuilt()) !== 0) process.exit(1)
// In this very process: one thing to stop, and nothing is left when it is killed.
const { register } = await import('tsx/esm/api')
register()
await import('../src/server.ts')
