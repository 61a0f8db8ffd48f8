import { useEffect, useState } from "react"

const read = <Name extends string>(names: Record<Name, string>): Record<Name, string> => {
  const style = getComputedStyle(document.documentElement)
  const values = Object.entries<string>(names).map(([name, token]) => [
    name,
    style.getPropertyValue(token),
  ])
  return Object.fromEntries(values) as Record<Name, string>
}

/** The values of design tokens, for what is drawn on a canvas; read again when light turns to dark. */
export const useTokens = <Name extends string>(names: Record<Name, string>) => {
  const [values, setValues] = useState(() => read(names))
  useEffect(() => {
    const observer = new MutationObserver(() => setValues(read(names)))
    observer.observe(document.documentElement, { attributeFilter: ["class", "style"] })
    return () => observer.disconnect()
  }, [names])
  return values
}
