import { useEffect } from "react"

/** The name or number of what a page is about, in the path above it and on the browser's tab. */
export const NameInPath = ({ name }: { name: string | null | undefined }) => {
  useEffect(() => {
    if (!name) return
    let before: string | undefined
    // The host writes the title of a new page in the next frame.
    const later = setTimeout(() => {
      before = document.title
      document.title = name
    }, 50)
    return () => {
      clearTimeout(later)
      // The host writes no title anew that is, as far as it knows, that of the next page already.
      if (before !== undefined && document.title === name) document.title = before
    }
  }, [name])
  return name ? <span>{name}</span> : null
}
