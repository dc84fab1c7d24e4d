import pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { administratorSql } from './roles.ts'

const oldestVersion = 150_000

type ServerFacts = {
  version: number
  versionText: string
  encoding: string
  ctype: string
  knowsHan: boolean
  database: string
}

/** Refuses a server or a database on which search in Chinese text would silently find nothing. */
export async function checkServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as "versionText",
            pg_encoding_to_char(encoding) as encoding, datctype as ctype, datname as database,
            '轨道交通' ~ '^[[:alpha:]]+$' as "knowsHan"
     from pg_database where datname = current_database()`,
  )
  const facts = rows[0]
  if (!facts) throw new Error('the server does not know its own database')
  if (facts.version < oldestVersion) {
    throw new AppError('unavailable', 'database.too_old', { version: facts.versionText })
  }
  if (facts.encoding !== 'UTF8' || facts.ctype === 'C' || facts.ctype === 'POSIX' || !facts.knowsHan) {
    const { database, encoding, ctype } = facts
    throw new AppError('unavailable', 'database.bad_locale', {
      database,
      encoding,
      ctype,
      sql: administratorSql,
    })
  }
}

/** Connects, and says in our words why not; the URL's password never gets into a message. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  client.on('error', () => {}) // a broken connection shows at the next query
  try {
    await client.connect()
    return client
  } catch (cause) {
    const { code, message } = cause as pg.DatabaseError
    const { username, host, pathname } = new URL(url)
    const params = {
      user: username,
      server: host,
      database: pathname.slice(1),
      reason: message || code || '',
    }
    const isLogin = code === '28P01' || code === '28000'
    throw new AppError(
      'unavailable',
      isLogin ? 'database.login_refused' : 'database.unreachable',
      params,
      [],
      { cause },
    )
  }
}
