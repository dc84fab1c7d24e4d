// Machines in little: network namespaces with a wire to this one, and a door in it that leads to the database.
import { execFileSync } from 'node:child_process'
import { connect, createServer, type Server } from 'node:net'

export type Namespace = {
  readonly name: string
  /** The address of this machine as seen from there. */
  readonly host: string
  remove(): Promise<void>
}

const run = (...line: string[]) => execFileSync(line[0]!, line.slice(1), { stdio: 'pipe' })

/** Whether this machine lets us make namespaces: Linux, iproute2, the right to. */
export function canMakeNamespaces(): boolean {
  const name = `lianshu-try-${process.pid}`
  try {
    run('ip', 'netns', 'add', name)
    run('ip', 'netns', 'del', name)
    return true
  } catch {
    return false
  }
}

/** Makes namespace `k`, wired to this machine by a network of its own; a door there leads to `port` here. */
export async function makeNamespace(k: number, port: number): Promise<Namespace & { readonly door: number }> {
  const name = `lianshu-${process.pid}-${k}`
  const [here, there] = [`ls${process.pid % 100_000}h${k}`, `ls${process.pid % 100_000}n${k}`]
  const subnet = `10.231.${(process.pid + k) % 250}`
  run('ip', 'netns', 'add', name)
  run('ip', 'link', 'add', here, 'type', 'veth', 'peer', 'name', there)
  run('ip', 'link', 'set', there, 'netns', name)
  run('ip', 'addr', 'add', `${subnet}.1/30`, 'dev', here)
  run('ip', 'link', 'set', here, 'up')
  run('ip', '-n', name, 'addr', 'add', `${subnet}.2/30`, 'dev', there)
  run('ip', '-n', name, 'link', 'set', there, 'up')
  const { server, door } = await openDoor(`${subnet}.1`, port)
  return {
    name,
    host: `${subnet}.1`,
    door,
    remove: async () => {
      await new Promise((resolve) => server.close(resolve))
      run('ip', 'netns', 'del', name)
    },
  }
}

/** The embedded database answers on loopback only, which a namespace does not share. */
async function openDoor(host: string, port: number): Promise<{ server: Server; door: number }> {
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1')
    from.pipe(to).pipe(from)
    for (const [end, other] of [[from, to] as const, [to, from] as const])
      end.on('error', () => other.destroy())
  })
  await new Promise<void>((resolve, reject) => server.listen(0, host, resolve).on('error', reject))
  return { server, door: (server.address() as { port: number }).port }
}
