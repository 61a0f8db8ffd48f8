import { articleParts, fieldOfColumn, type ArticleFieldName } from "../domain/article-fields"
import { isSame, lockedValues, type Article, type OptionValues } from "./article"

/** The locked fields of an article that a change has taken away from the owner's values; equal values pass. */
export const findLockedChanges = (
  before: Article,
  after: Article,
  owners: Article | null
): ArticleFieldName[] => {
  const [was, is] = [lockedValues(before), lockedValues(after)]
  const theirs = owners ? lockedValues(owners) : null
  const changed = articleParts.flatMap((part) => {
    const columns = Object.keys(is[part] ?? {})
    return columns.flatMap((column) => {
      const [old, current] = [was[part]?.[column], is[part]?.[column]]
      if (isSame(old, current) || (theirs?.[part] && isSame(theirs[part][column], current)))
        return []
      const isExtended = part === "product" && column === "options" && extendsOptions(old, current)
      const field = fieldOfColumn(part, column)
      return isExtended || !field ? [] : [field]
    })
  })
  return [...new Set(changed)]
}

/** Values may be added, as the holder's own variants need them; the owner's options and values stay. */
const extendsOptions = (before: unknown, after: unknown): boolean => {
  const [old, current] = [before, after].map((options) => (options ?? []) as OptionValues[])
  const valuesByTitle = new Map(current?.map(({ title, values }) => [title, new Set(values)]))
  return (
    old?.length === current?.length &&
    (old ?? []).every(({ title, values }) =>
      (values ?? []).every((value) => valuesByTitle.get(title)?.has(value))
    )
  )
}
