/** The 3,755 characters of GB/T 2312 level 1, in daily use; everything above is rare in official text. */
const common: ReadonlySet<string> = (() => {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell)
  }
  return new Set(new TextDecoder('gb18030').decode(Uint8Array.from(bytes)))
})()

/** Whether a character is among those in daily use. */
export const isCommon = (char: string) => common.has(char)

/** Share of characters, 0 to 1, that official Chinese text is made of; ASCII and white space count half. */
export function commonShare(text: string): number {
  let worth = 0
  let total = 0
  for (const char of text.slice(0, 20_000)) {
    total++
    if (common.has(char) || /[，。、；：（）《》“”！？〔〕—…　]/.test(char)) worth += 1
    else if (/[\t\r\n\x20-\x7e]/.test(char)) worth += 0.5
  }
  return total === 0 ? 0 : worth / total
}
