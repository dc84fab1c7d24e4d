// One worker thread: runs the compiled engine over the shared memory each time it is told to. Plain JavaScript, so
// that it starts without a loader.
import { parentPort, workerData } from 'node:worker_threads'

const { module, memory } = workerData
const { exports } = new WebAssembly.Instance(module, { env: { memory } })

parentPort.on('message', ({ entry, plan, room }) => {
  exports[entry](plan, room)
  parentPort.postMessage('done')
})
