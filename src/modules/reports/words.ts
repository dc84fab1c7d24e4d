import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'reports',
  catalogueOf({
    'reports.no_chain': {
      zh: '{city}今天的产业链名录里没有“{chain}”。请在产业链页选一条链。',
      en: 'Today’s catalogue of {city} has no chain “{chain}”. Choose one on the page of chains.',
    },
    'reports.no_template': {
      zh: '没有报告模板“{template}”。请从列出的模板中选择。',
      en: 'There is no report template “{template}”. Choose one that is listed.',
    },
    'reports.no_issue': {
      zh: '没有编号为 {id} 的报告，或它不在您的阅读范围内。请回到报告列表。',
      en: 'There is no report {id}, or you may not read it. Go back to the list.',
    },
    'reports.no_bundle': {
      zh: '没有编号为 {id} 的成果包，或它不在您的阅读范围内。请回到成果页。',
      en: 'There is no bundle {id}, or you may not read it. Go back to the artefacts.',
    },
    'reports.no_file': {
      zh: '没有编号为 {id} 的文件，或它不在您的阅读范围内。请回到报告页。',
      en: 'There is no file {id}, or you may not read it. Go back to the report.',
    },
    'reports.file_not_written': {
      zh: '“{name}”还在写。请等进度到头再下载；如已取消，请重新生成。',
      en: '“{name}” is not written yet. Wait for the end of the progress; if it was cancelled, make it again.',
    },
    'reports.period_not_asked': {
      zh: '“{template}”不是月报，请不要填月份。',
      en: '“{template}” is no monthly report: leave the month out.',
    },
    'reports.period_ahead': {
      zh: '{period}还没有过完。请选已经过去的月份。',
      en: '{period} is not over yet. Choose a month that is past.',
    },
    'reports.no_set': {
      zh: '{city}还没有装入成果清单（城市包 artefacts/）。请管理员装入城市包。',
      en: 'No set of artefacts is loaded for {city} (artefacts/ of its pack). Ask an administrator to load the packs.',
    },
    'reports.job_ended': {
      zh: '这次生成已经结束，没有可以取消的。',
      en: 'This run has ended: there is nothing left to cancel.',
    },
    'reports.version_changed': {
      zh: '{file} 改了内容却没有升版本号（现为 {version}）。请把 version 加一。',
      en: '{file} changed without a new version (still {version}). Add one to its version.',
    },
    'reports.not_readable_again': {
      zh: '文件“{name}”写坏了，请重新生成报告。',
      en: 'The file “{name}” was not written well. Make the report again.',
    },
    'reports.change.chain': { zh: '{name}：{moved}', en: '{name}: {moved}' },
    'reports.change.status_strong': { zh: '强 {by}', en: 'strong {by}' },
    'reports.change.status_weak': { zh: '弱 {by}', en: 'weak {by}' },
    'reports.change.status_missing': { zh: '缺 {by}', en: 'missing {by}' },
    'reports.change.status_unknown': { zh: '未知 {by}', en: 'unknown {by}' },
    'reports.change.gap_found': { zh: '新登记短板：{title}（{chain}）', en: 'New gap: {title} ({chain})' },
    'reports.change.gap_closed': { zh: '短板销号：{title}（{chain}）', en: 'Gap closed: {title} ({chain})' },
    'reports.change.task_late': { zh: '任务转红灯：{title}', en: 'Task turned red: {title}' },
    'reports.change.task_done': { zh: '任务完成：{title}', en: 'Task done: {title}' },
    'reports.room.registry': { zh: '企业与项目库', en: 'Register' },
    'reports.room.indicators': { zh: '指标', en: 'Indicators' },
    'reports.room.chains': { zh: '产业链', en: 'Chains' },
    'reports.room.network': { zh: '供应网络', en: 'Supply network' },
    'reports.room.gaps': { zh: '短板', en: 'Gaps' },
    'reports.room.risk': { zh: '风险', en: 'Risk' },
    'reports.room.policy': { zh: '政策', en: 'Policies' },
    'reports.room.programmes': { zh: '规划与督办', en: 'Plans and tasks' },
    'reports.room.services': { zh: '企业服务', en: 'Services' },
    'reports.room.atlas': { zh: '产业地图', en: 'Map' },
    'reports.room.talent': { zh: '人才（尚未建成）', en: 'Talent (not yet)' },
    'reports.room.finance': { zh: '金融（尚未建成）', en: 'Finance (not yet)' },
  }),
)
