// The three roles: the owner migrates, lianshu_app serves, lianshu_reader looks. Row security rests on them.
import { createHmac } from 'node:crypto'
import pg from 'pg'
import { AppError } from '../../kernel/errors.ts'

/** What a database administrator runs once where our own role may not create roles or databases. */
export const administratorSql = [
  "create role lianshu_owner login password '…';",
  "create role lianshu_app login password '…';",
  'create role lianshu_reader nologin;',
  "create database lianshu owner lianshu_owner template template0 encoding 'UTF8' locale 'C.UTF-8';",
].join('\n')

const needsAdministrator = (reason: string, cause?: unknown): AppError =>
  new AppError('unavailable', 'database.needs_administrator', { reason, sql: administratorSql }, [], {
    cause,
  })

/** Makes the owner and its database in the embedded cluster, as its superuser; changes nothing when they are there. */
export async function makeOwner(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'lianshu_owner') as role,
              exists (select from pg_database where datname = 'lianshu') as database`,
    )
    if (!rows[0]?.role) {
      await client.query(
        `create role lianshu_owner login createrole password ${pg.escapeLiteral(ownerPassword)}`,
      )
    }
    if (!rows[0]?.database)
      await client.query('create database lianshu owner lianshu_owner template template0')
  } finally {
    await client.end()
  }
}

/** Makes lianshu_app and lianshu_reader where they are missing, or says what an administrator must run. */
export async function ensureRoles(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname in ('lianshu_app', 'lianshu_reader')",
  )
  const found = new Set(rows.map((row) => row.rolname))
  for (const role of ['lianshu_app', 'lianshu_reader'].filter((name) => !found.has(name))) {
    try {
      await owner.query(`create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`)
    } catch (cause) {
      // 42710: another process made it in the meantime, in this or in another database of the same server.
      if ((cause as pg.DatabaseError).code === '42710') continue
      throw needsAdministrator(`create role ${role}: ${(cause as Error).message}`, cause)
    }
  }
}

/**
 * The app role's URL: as configured, else the owner's with a password derived from the signing key, so that every
 * machine that serves the same database comes to the same one and none has to be kept.
 */
export async function resolveAppUrl(
  owner: pg.ClientBase,
  { ownerUrl, appUrl, signingKey }: { ownerUrl: string; appUrl: string | null; signingKey: Buffer },
): Promise<string> {
  if (appUrl) return appUrl
  const password = createHmac('sha256', signingKey).update('login of lianshu_app').digest('hex')
  const url = new URL(ownerUrl)
  url.username = 'lianshu_app'
  url.password = password
  if (await canLogIn(url.href)) return url.href
  await refuseForeignRole(owner)
  try {
    await owner.query(`alter role lianshu_app login password ${pg.escapeLiteral(password)}`)
    const { rows } = await owner.query<{ name: string }>('select current_database() as name')
    await owner.query(`comment on role lianshu_app is ${pg.escapeLiteral(`lianshu:${rows[0]?.name}`)}`)
  } catch (cause) {
    throw needsAdministrator(`alter role lianshu_app: ${(cause as Error).message}`, cause)
  }
  return url.href
}

/** Roles are shared by all databases of a server: taking the login would lock out the Lianshu of another one. */
async function refuseForeignRole(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ other: string }>(
    `select substr(shobj_description(r.oid, 'pg_authid'), 9) as other from pg_roles r
     where r.rolname = 'lianshu_app' and shobj_description(r.oid, 'pg_authid') like 'lianshu:%'
       and exists (select from pg_database d where d.datname = substr(shobj_description(r.oid, 'pg_authid'), 9)
                   and d.datname <> current_database())`,
  )
  if (rows[0]) throw new AppError('conflict', 'database.role_taken', { database: rows[0].other })
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Refuses a service role that row security would not bind: superuser, BYPASSRLS, or a member of the owner. */
export async function checkAppRole(app: pg.ClientBase, ownerRole: string): Promise<void> {
  const { rows } = await app.query<{ name: string; isStrong: boolean; isApp: boolean }>(
    `select rolname as name, pg_has_role(current_user, 'lianshu_app', 'usage') as "isApp",
            rolsuper or rolbypassrls or pg_has_role(current_user, $1, 'member') as "isStrong"
     from pg_roles where rolname = current_user`,
    [ownerRole],
  )
  const role = rows[0]
  if (!role || role.isStrong || !role.isApp) {
    throw new AppError('conflict', 'database.app_role_unfit', { role: role?.name ?? null })
  }
}

/**
 * Takes from everybody the right to make temporary or lasting things in this database: a temporary type or table would be
 * found before ours. Said anew at each opening, since a database made from a template comes without its rights.
 */
export async function closeToApp(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ database: string; isOpen: boolean }>(
    `select current_database() as database, has_database_privilege('lianshu_app', current_database(), 'temporary') as "isOpen"`,
  )
  const [found] = rows
  if (!found?.isOpen) return
  await client.query(
    `revoke temporary, create on database ${pg.escapeIdentifier(found.database)} from public`,
  )
}
