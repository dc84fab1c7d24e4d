import { catalogueOf, registerWords } from '../words.ts'

registerWords(
  'backup',
  catalogueOf({
    'backup.file_exists': {
      zh: '文件 {file} 已经存在，没有写入任何内容。请换一个文件名，或给出一个文件夹。',
      en: 'The file {file} exists already; nothing was written. Give another name, or a folder.',
    },
    'backup.cannot_write': {
      zh: '无法写入 {file}：{reason}。请检查磁盘空间和目录权限。',
      en: '{file} cannot be written: {reason}. Check disk space and permissions.',
    },
    'backup.nothing_to_save': {
      zh: '数据库还是空的，没有可备份的内容。请先运行 npm start。',
      en: 'The database is still empty; there is nothing to back up. Run npm start first.',
    },
    'backup.cannot_read': {
      zh: '无法读取备份 {file}：{reason}。请检查路径。',
      en: 'The backup {file} cannot be read: {reason}. Check the path.',
    },
    'backup.not_a_backup': {
      zh: '{file} 不是链枢的备份文件，没有写入任何内容。',
      en: '{file} is no backup of Lianshu; nothing was written.',
    },
    'backup.damaged': {
      zh: '备份 {file} 已损坏：{where}。没有写入任何内容，请换另一份备份。',
      en: 'The backup {file} is damaged: {where}. Nothing was written; use another backup.',
    },
    'backup.cut_off': {
      zh: '备份 {file} 不完整，在{where}之后中断（可能没有复制完）。没有写入任何内容，请重新复制或换另一份备份。',
      en: 'The backup {file} is cut off after {where} (perhaps it was not copied whole). Nothing was written; copy it again or use another.',
    },
    'backup.newer_than_program': {
      zh: '备份 {file} 来自更新的程序，含有本程序没有的数据库变更：{names}。没有写入任何内容，请先更新程序。',
      en: 'The backup {file} is of a newer program; it holds migrations that this one lacks: {names}. Nothing was written; update the program first.',
    },
    'backup.other_migration': {
      zh: '备份 {file} 里的数据库变更 {name} 与本程序的内容不同。没有写入任何内容，请使用与备份同一来源的程序。',
      en: 'The migration {name} in the backup {file} differs from that of this program. Nothing was written; use a program of the same origin.',
    },
    'backup.target_not_empty': {
      zh: '目标数据库 {database} 里已有数据，恢复只写入空的数据库，没有改动任何内容。请用 LIANSHU_DATA 指定一个新的数据目录，或用 DATABASE_URL 指定一个空的数据库。',
      en: 'The database {database} holds data already; a restore writes into an empty one only, and nothing was changed. Name a new data folder by LIANSHU_DATA, or an empty database by DATABASE_URL.',
    },
    'backup.tables_differ': {
      zh: '备份里的表与数据库变更建立的表不一致：{tables}。没有写入任何数据。',
      en: 'The tables in the backup are not those that the migrations make: {tables}. No data was written.',
    },
    'backup.digest_differs': {
      zh: '恢复后表 {table} 的摘要与备份不一致，全部数据已撤回。',
      en: 'After the restore the digest of {table} differs from the backup; all data was taken back.',
    },
    'backup.audit_broken': {
      zh: '审计链从第 {seq} 条起不完整（{kind}）。请先运行 lianshu audit verify 查明原因。',
      en: 'The audit chain is not whole from entry {seq} on ({kind}). Run lianshu audit verify and find out why first.',
    },
    'backup.upgrade_failed': {
      zh: '升级没有进行：{name} 执行失败（{reason}）。全部变更已撤回，原来的程序和数据可以照常使用；升级前的备份在 {file}。',
      en: 'The upgrade did not happen: {name} failed ({reason}). All of it was taken back; the old program and its data work as before. The backup made before stands in {file}.',
    },
  }),
)
