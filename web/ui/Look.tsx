import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useLayoutEffect } from 'react'
import { usePreferences } from './preferences.ts'
import { antdThemeOf, cssVariables, fontFamilyOf } from './theme.ts'

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || navigator.webdriver

/** Theme and language around everything; a change of language remounts, so that every word follows. */
export function Look({ children }: { children: ReactNode }) {
  const { theme, lang } = usePreferences()
  useLayoutEffect(() => {
    // As rules, not inline, so that the print sheet can put its own colours above them.
    const rules = Object.entries({ ...cssVariables(theme), '--ls-font': fontFamilyOf(lang) }).map(
      ([k, v]) => `${k}: ${v};`,
    )
    sheet().replaceSync(`:root { ${rules.join(' ')} }`)
  }, [theme, lang])
  return (
    <ConfigProvider
      theme={antdThemeOf(theme, calm)}
      locale={lang === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <AntApp key={lang} component={false}>
        {children}
      </AntApp>
    </ConfigProvider>
  )
}

let colours: CSSStyleSheet | undefined

function sheet(): CSSStyleSheet {
  if (!colours) {
    colours = new CSSStyleSheet({ media: 'screen' })
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, colours]
  }
  return colours
}
