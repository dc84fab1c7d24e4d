/** Runs a step; says its name once it takes longer than a second, and how long it took. */
export async function withProgress<T>(
  title: string,
  report: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const began = Date.now()
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
  let said = false
  const timer = setInterval(() => {
    report(said ? `  … ${seconds()}` : `… ${title}`)
    said = true
  }, 1_000)
  try {
    const result = await work()
    if (said) report(`✓ ${title} ${seconds()}`)
    return result
  } finally {
    clearInterval(timer)
  }
}
