import { databaseWords } from './database/words.ts'
import { httpWords } from './http/words.ts'
import { jobWords } from './jobs/words.ts'
import { packWords } from './packs/words.ts'
import type { Catalogue } from './words.ts'

const startWords: Catalogue = {
  zh: {
    'platform.calendar_broken':
      '工作日历 packs/national/calendar/{file} 有误，截止日无法计算。请运行 lianshu pack check 查看具体行，改正后重试。',
    'config.bad_port':
      '环境变量 LIANSHU_PORT 的值“{port}”不是端口号。请填 0 到 65535 之间的整数，或去掉这个变量（默认 4180）。',
    'config.bad_database_url':
      '环境变量 {variable} 不是可用的 PostgreSQL 地址。格式：postgresql://用户:密码@主机:端口/数据库；密码里的特殊字符要写成 %XX。',
    'start.held':
      '数据目录 {folder} 正被另一个链枢使用：进程 {pid}，地址 {address}，启动于 {since}。请直接打开该地址，或先停止它（kill {pid}），或用 LIANSHU_DATA 换一个数据目录。',
    'start.lock_held': '等待进程 {pid} 释放 {file} 超时。请稍后重试；若该进程已卡住，请先结束它。',
    'start.port_taken': '端口 {port} 已被别的程序占用。请用 LIANSHU_PORT 换一个端口，或停止占用它的程序。',
  },
  en: {
    'platform.calendar_broken':
      'The calendar packs/national/calendar/{file} has faults, so no due day can be computed. Run lianshu pack check for the lines, mend them and try again.',
    'config.bad_port':
      'The environment variable LIANSHU_PORT is "{port}", which is not a port. Use a whole number from 0 to 65535, or unset it (default 4180).',
    'config.bad_database_url':
      'The environment variable {variable} is not a usable PostgreSQL address. Write postgresql://user:password@host:port/database, with special characters of the password as %XX.',
    'start.held':
      'The data folder {folder} is in use by another Lianshu: process {pid}, address {address}, since {since}. Open that address, or stop it first (kill {pid}), or choose another data folder by LIANSHU_DATA.',
    'start.lock_held':
      'Process {pid} did not release {file} in time. Try again shortly; if that process hangs, end it first.',
    'start.port_taken':
      'Port {port} is used by another program. Choose another one by LIANSHU_PORT, or stop that program.',
  },
}

const parts: readonly Catalogue[] = [startWords, databaseWords, httpWords, jobWords, packWords]

/** The words of everything that `src/platform` itself throws. */
export const platformWords: Catalogue = {
  zh: Object.assign({}, ...parts.map((part) => part.zh)),
  en: Object.assign({}, ...parts.map((part) => part.en)),
}
