import type { Catalogue } from '../words.ts'

export const jobWords: Catalogue = {
  zh: {
    'job.key_reused': '编号“{key}”已经用在另一个内容不同的任务上。请换一个编号，或查看原来的任务。',
    'job.unknown':
      '后台程序不认识任务“{name}”：它的版本与服务不一致。请把所有 lianshu worker 更新到同一版本后重新运行。',
    'job.gave_up':
      '任务 {run} 的一部分连续五次没有完成，已停止。日志中 jobs.piece_failed 写明原因；处理后请重新运行。',
  },
  en: {
    'job.key_reused':
      'The key “{key}” already stands for a run with another input. Use a new key, or look at the earlier run.',
    'job.unknown':
      'The worker knows no work named “{name}”: its version is not that of the server. Bring every lianshu worker to the same version and run it again.',
    'job.gave_up':
      'One piece of run {run} could not be completed in five attempts, so the run was ended. The log (jobs.piece_failed) tells why; run it again once that is mended.',
  },
}
