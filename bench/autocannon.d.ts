// The part of autocannon 9 that the benchmarks use; the package brings no types.
declare module 'autocannon' {
  type Options = {
    url: string
    connections: number
    duration: number
    headers?: Record<string, string>
    requests?: readonly { method?: 'GET'; path: string }[]
  }
  type Result = {
    requests: { average: number; total: number }
    errors: number
    timeouts: number
    non2xx: number
    '2xx': number
  }
  type Instance = Promise<Result> & {
    on(
      event: 'response',
      listener: (client: unknown, statusCode: number, bytes: number, milliseconds: number) => void,
    ): void
  }
  export default function autocannon(options: Options): Instance
}
