import { lang } from '../../ui/words.ts'
import { t } from './words.ts'

/** Tells readers of the English pages that what follows is written in Chinese; nothing on Chinese pages. */
export function InChinese() {
  return lang() === 'zh' ? null : <p className="ls-soft">{t('inChinese')}</p>
}
