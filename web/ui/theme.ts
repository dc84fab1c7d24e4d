/** Every colour, distance and typeface of the pages: stated once, as the house's face describes it. */
import { theme as antdTheme, type ThemeConfig } from 'antd'

export type ThemeName = 'light' | 'dark'
export type NodeStatus = 'strong' | 'weak' | 'missing' | 'unknown'

/** Colours of one theme. `text…` on `paper` and `ground`, status on its tint: contrast of 4.5 or more, tested. */
export type Palette = {
  ink: string
  inkSoft: string
  paper: string
  ground: string
  raised: string
  line: string
  lineSoft: string
  accent: string
  accentFill: string
  onAccent: string
  accentTint: string
  status: Record<NodeStatus, string>
  tint: Record<NodeStatus, string>
  /** Lines and bars of charts that stand side by side; the first is the one that is meant. */
  series: readonly string[]
}

export const palettes: Record<ThemeName, Palette> = {
  light: {
    ink: '#1F2329',
    inkSoft: '#5A616B',
    paper: '#FFFFFF',
    ground: '#F6F7F9',
    raised: '#FFFFFF',
    line: '#D9DCE1',
    lineSoft: '#E9EBEE',
    accent: '#1D4ED8',
    accentFill: '#1D4ED8',
    onAccent: '#FFFFFF',
    accentTint: '#EDF2FE',
    status: { strong: '#0B6E70', weak: '#9A5B00', missing: '#B93024', unknown: '#667085' },
    tint: { strong: '#EAF5F5', weak: '#FDF5E8', missing: '#FDF1F0', unknown: '#F6F7F9' },
    series: ['#1D4ED8', '#6D4BA6', '#0B6E70', '#8A5A2B', '#5A616B'],
  },
  dark: {
    ink: '#E7E9EC',
    inkSoft: '#A9B0BB',
    paper: '#1A1D22',
    ground: '#131519',
    raised: '#22262D',
    line: '#3A404A',
    lineSoft: '#2A2F37',
    accent: '#8CB0FF',
    accentFill: '#3566D6',
    onAccent: '#FFFFFF',
    accentTint: '#1E2A45',
    status: { strong: '#5CC2C2', weak: '#DFA64C', missing: '#F28B80', unknown: '#A3ABB8' },
    tint: { strong: '#16302F', weak: '#322814', missing: '#3A211E', unknown: '#262A31' },
    series: ['#8CB0FF', '#C0A3EE', '#5CC2C2', '#D6A779', '#A9B0BB'],
  },
}

/** System Chinese faces, in the order that offices have them. */
export const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'

/**
 * The faces of a page in one language. Chinese faces draw ’ and “ ” as wide as a character, which tears English words
 * apart: in English these few come from a Latin face (base.css).
 */
export const fontFamilyOf = (lang: 'zh' | 'en'): string =>
  lang === 'en' ? `"Lianshu quotes", ${fontFamily}` : fontFamily

/** The palette as custom properties `--ls-…`, for the style sheets and the drawings. */
export function cssVariables(name: ThemeName): Record<string, string> {
  const { status, tint, series, ...plain } = palettes[name]
  const flat = Object.entries(plain).map(([key, value]) => [`--ls-${kebab(key)}`, value])
  const marks = Object.entries(status).map(([key, value]) => [`--ls-${key}`, value])
  const tints = Object.entries(tint).map(([key, value]) => [`--ls-${key}-tint`, value])
  const lines = series.map((value, i) => [`--ls-series-${i + 1}`, value])
  return Object.fromEntries([...flat, ...marks, ...tints, ...lines])
}

const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What Ant Design takes its looks from. `calm` leaves out motion, for those whose system asks for less. */
export function antdThemeOf(name: ThemeName, calm: boolean): ThemeConfig {
  const colours = palettes[name]
  return {
    algorithm: [name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm],
    token: {
      colorPrimary: colours.accentFill,
      colorInfo: colours.accentFill,
      colorLink: colours.accent,
      colorText: colours.ink,
      colorTextSecondary: colours.inkSoft,
      colorTextDescription: colours.inkSoft,
      colorTextPlaceholder: colours.inkSoft,
      colorBgBase: colours.paper,
      colorBgContainer: colours.paper,
      colorBgElevated: colours.raised,
      colorBgLayout: colours.ground,
      colorBorder: colours.line,
      colorBorderSecondary: colours.lineSoft,
      colorError: colours.status.missing,
      colorErrorText: colours.status.missing,
      colorWarning: colours.status.weak,
      colorSuccess: colours.status.strong,
      colorSuccessBg: colours.tint.strong,
      colorSuccessBorder: colours.status.strong,
      colorErrorBg: colours.tint.missing,
      colorErrorBorder: colours.status.missing,
      colorWarningBg: colours.tint.weak,
      colorWarningBorder: colours.status.weak,
      borderRadius: 6,
      borderRadiusSM: 4,
      borderRadiusLG: 6,
      fontSize: 14,
      fontFamily: `var(--ls-font, ${fontFamily})`,
      controlHeight: 32,
      boxShadowTertiary: 'none',
      motion: !calm,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Drawer: { paddingLG: 20 },
      Tabs: {
        itemSelectedColor: colours.accent,
        itemHoverColor: colours.accent,
        inkBarColor: colours.accent,
      },
    },
  }
}

/** Contrast of two colours by WCAG 2.2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
