import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../kernel/errors.ts'

/** Where one running Lianshu keeps its things and how it is reached. Paths are absolute. */
export type Config = {
  readonly projectFolder: string
  /** Everything this installation writes, except the embedded database's own files when started as root. */
  readonly dataFolder: string
  /** Loopback only: whoever serves a city puts a reverse proxy with TLS before it. */
  readonly host: '127.0.0.1'
  readonly port: number
  /** The owner's connection to a PostgreSQL of your own; null starts the embedded one. */
  readonly databaseUrl: string | null
  /** The app role's connection, where the owner may not create roles; null derives it from `databaseUrl`. */
  readonly databaseAppUrl: string | null
  /** A reverse proxy of ours stands before the port: its word about address and TLS is believed. */
  readonly trustsProxy: boolean
  /** Whether the server brings a process for long work; false where `lianshu worker` processes do all of it. */
  readonly hasWorker: boolean
}

const defaultPort = 4180

/** The folder that holds package.json, wherever the program was called from. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Reads LIANSHU_DATA, LIANSHU_PORT, LIANSHU_TRUST_PROXY, LIANSHU_WORKER, DATABASE_URL and DATABASE_APP_URL; an empty value counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const data = env.LIANSHU_DATA || '.lianshu'
  return {
    projectFolder,
    dataFolder: isAbsolute(data) ? resolve(data) : join(projectFolder, data),
    host: '127.0.0.1',
    port: readPort(env.LIANSHU_PORT),
    databaseUrl: readDatabaseUrl('DATABASE_URL', env.DATABASE_URL),
    databaseAppUrl: readDatabaseUrl('DATABASE_APP_URL', env.DATABASE_APP_URL),
    trustsProxy: env.LIANSHU_TRUST_PROXY === '1',
    hasWorker: env.LIANSHU_WORKER !== 'off',
  }
}

function readPort(text: string | undefined): number {
  if (!text) return defaultPort
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new AppError('invalid', 'config.bad_port', { port: text })
  return port
}

function readDatabaseUrl(variable: string, text: string | undefined): string | null {
  if (!text) return null
  // The value may hold a password, so the message names the variable only.
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new AppError('invalid', 'config.bad_database_url', { variable })
  }
  return text
}
