// Where the thread of beside.ts begins: plain JavaScript, so that it can bring the loader for all that follows.
import { register } from 'tsx/esm/api'

register()
await import('./beside-thread.ts')
