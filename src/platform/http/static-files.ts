// The built pages: small in number, so each is read and compressed once and kept in memory.
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Frame } from './app.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const compressible = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.svg',
  '.wasm',
  '.txt',
  '.webmanifest',
])

type Encoding = 'br' | 'gzip' | 'identity'
type Kept = { readonly stamp: string; readonly etag: string; readonly bodies: Map<Encoding, Promise<Buffer>> }

/**
 * Serves the folder of built pages for everything outside `/api`. A path without a file gets index.html, whose router
 * decides; a missing file gets 404. Files under `assets/` carry their hash in the name and are cached for a year.
 */
export function serveWeb(app: Frame, folder: string): void {
  const kept = new Map<string, Kept>()
  app.get('*', async (c, next) => {
    if (c.req.path === '/api' || c.req.path.startsWith('/api/')) return next()
    const path = filePath(folder, c.req.path)
    const answer = path && (await serveFile(c, kept, path, c.req.path.startsWith('/assets/')))
    if (answer) return answer
    if (extname(c.req.path) !== '') return next()
    return (await serveFile(c, kept, join(folder, 'index.html'), false)) ?? next()
  })
}

function filePath(folder: string, urlPath: string): string | null {
  const path = normalize(join(folder, urlPath))
  return path.startsWith(folder + sep) ? path : null
}

async function serveFile(
  c: Context,
  kept: Map<string, Kept>,
  path: string,
  isHashed: boolean,
): Promise<Response | undefined> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return undefined
  const stamp = `${info.mtimeMs}/${info.size}`
  let file = kept.get(path)
  if (file?.stamp !== stamp) {
    file = keep(stamp, await readFile(path))
    kept.set(path, file)
  }
  const extension = extname(path)
  const encoding = compressible.has(extension)
    ? chooseEncoding(c.req.header('accept-encoding') ?? '')
    : 'identity'
  const headers: Record<string, string> = {
    etag: file.etag,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-type': contentTypes[extension] ?? 'application/octet-stream',
    vary: 'accept-encoding',
  }
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers)
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  return c.body(new Uint8Array(await bodyOf(file, encoding)), 200, headers)
}

function keep(stamp: string, bytes: Buffer): Kept {
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { stamp, etag: `W/"${digest}"`, bodies: new Map([['identity', Promise.resolve(bytes)]]) }
}

async function bodyOf(file: Kept, encoding: Encoding): Promise<Buffer> {
  let body = file.bodies.get(encoding)
  if (!body) {
    const bytes = (await file.bodies.get('identity')) as Buffer
    // 5 of 11: within a few per cent of the best size at a tenth of its time.
    body =
      encoding === 'br'
        ? promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : promisify(gzip)(bytes)
    file.bodies.set(encoding, body)
  }
  return body
}

function chooseEncoding(accepted: string): Encoding {
  const wants = (name: string) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?(,|$))`).test(accepted)
  if (wants('br')) return 'br'
  return wants('gzip') ? 'gzip' : 'identity'
}
