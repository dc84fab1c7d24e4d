/** A stand-in for 天地图 on this machine: tiles in its WMTS address form, given only for its key and only to a bound origin. */
import { createServer } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'

export type AskedTile = {
  readonly layer: string
  readonly zoom: number
  readonly row: number
  readonly column: number
  readonly status: number
  readonly referrer: string
}

/** A PNG of 256 × 256 in one colour. */
function plainTile([red, green, blue]: readonly [number, number, number]): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(256, 0)
  head.writeUInt32BE(256, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array(256).fill([red, green, blue]).flat())])
  const lines = deflateSync(Buffer.concat(Array<Buffer>(256).fill(line)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', head), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))],
  ])
}

const tiles = { vec: plainTile([198, 224, 180]), cva: plainTile([255, 240, 200]) }

/** Whether an address is what 天地图 documents for WMTS: path by layer and matrix set, and every parameter of GetTile. */
function layerOf(url: URL): keyof typeof tiles | null {
  const layer = url.searchParams.get('LAYER')
  const isWhole =
    (layer === 'vec' || layer === 'cva') &&
    url.pathname === `/${layer}_w/wmts` &&
    url.searchParams.get('SERVICE') === 'WMTS' &&
    url.searchParams.get('REQUEST') === 'GetTile' &&
    url.searchParams.get('VERSION') === '1.0.0' &&
    url.searchParams.get('STYLE') === 'default' &&
    url.searchParams.get('TILEMATRIXSET') === 'w' &&
    url.searchParams.get('FORMAT') === 'tiles'
  return isWhole ? layer : null
}

/** Opens it on a free port of loopback; `bind` says from which origin the key may be used, as the provider's console does. */
export async function openTileServer(key: string) {
  const asked: AskedTile[] = []
  let origin = ''
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const layer = layerOf(url)
    const [zoom, row, column] = ['TILEMATRIX', 'TILEROW', 'TILECOL'].map((name) =>
      Number(url.searchParams.get(name) ?? Number.NaN),
    ) as [number, number, number]
    const side = 2 ** zoom
    const isThere =
      [zoom, row, column].every((each) => Number.isInteger(each) && each >= 0) && row < side && column < side
    const referrer = request.headers.referer ?? ''
    const isBound =
      url.searchParams.get('tk') === key && new URL(referrer || 'http://nowhere').origin === origin
    const status = !layer || !isThere ? 400 : isBound ? 200 : 403
    asked.push({ layer: layer ?? url.pathname, zoom, row, column, status, referrer })
    answer.setHeader('access-control-allow-origin', '*')
    if (status === 200) answer.writeHead(200, { 'content-type': 'image/png' }).end(tiles[layer!])
    else answer.writeHead(status, { 'content-type': 'application/json' }).end('{"msg":"refused"}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const place = server.address()
  return {
    address: `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`,
    asked: asked as readonly AskedTile[],
    bind: (to: string) => {
      origin = to
    },
    forget: () => void asked.splice(0),
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
