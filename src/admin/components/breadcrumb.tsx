import { useWords } from "../hooks/use-words"

/** A list page in the path above the page: `handle = { breadcrumb: () => <Breadcrumb of="menu.stock" /> }`. */
export const Breadcrumb = ({ of }: { of: string }) => {
  const { t } = useWords()
  return <span>{t(of)}</span>
}
