import { useEffect, useState } from 'react'

/** A value that follows another once it has stood still for some milliseconds. */
export function useLater<T>(value: T, afterMs: number): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return later
}
