import { useHref, useLocation } from "react-router-dom"

/**
 * Marks the entry of the menu that a page belongs to. For a page below a list, the host marks only the parent of the
 * entries of a plugin.
 */
export const MenuMark = () => {
  const [, root = "", entry] = useLocation().pathname.split("/")
  const parent = useHref(`/${root}`)
  const current = useHref(`/${root}/${entry ?? ""}`)
  if (!entry) return null
  return (
    <style>{`
      aside a[href="${parent}"] { background: transparent; box-shadow: none; }
      aside a[href="${CSS.escape(current)}"], aside a[href^="${CSS.escape(current)}?"] {
        background: var(--bg-base); box-shadow: var(--elevation-card-rest); color: var(--fg-base);
      }
    `}</style>
  )
}
