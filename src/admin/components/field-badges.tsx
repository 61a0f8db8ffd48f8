import { Badge } from "@medusajs/ui"
import type { ArticleFieldName } from "../../http-contract/item-card"
import { useWords } from "../hooks/use-words"

/** Fields of an article by their names on the screen. */
export const FieldBadges = ({ fields }: { fields: readonly ArticleFieldName[] }) => {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap gap-1">
      {fields.map((name) => (
        <Badge key={name} size="2xsmall">
          {t(`article_fields.${name}`)}
        </Badge>
      ))}
    </div>
  )
}
