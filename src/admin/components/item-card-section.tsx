import { SectionRow } from "@medusajs/dashboard/components"
import {
  editableCardFields,
  type CardFieldName,
  type CardKind,
  type ItemCard,
} from "../../http-contract/item-card"
import { useItemCard } from "../hooks/api/item-cards"
import { useAllows } from "../hooks/use-allows"
import { useFormat } from "../hooks/use-format"
import { useWords } from "../hooks/use-words"
import { ItemCardForm } from "./item-card-form"
import { Section } from "./section"

/** The rental fields of an item that Medusa lacks. */
export const ItemCardSection = ({ inventoryItemId }: { inventoryItemId: string }) => {
  const { t } = useWords()
  const allows = useAllows()
  const { item_card: card } = useItemCard(inventoryItemId)
  if (!card) return null
  return (
    <Section
      heading={t("articles.card")}
      subHeading={t("articles.card_hint")}
      actions={allows("consignment_item_card:manage") && <ItemCardForm card={card} />}
    >
      {editableCardFields.map(({ name, kind }) => (
        <CardRow key={name} card={card} name={name} kind={kind} />
      ))}
    </Section>
  )
}

interface CardRowProps {
  card: ItemCard
  name: CardFieldName
  kind: CardKind
}

const CardRow = ({ card, name, kind }: CardRowProps) => {
  const { t } = useWords()
  const { quantity } = useFormat()
  const value = card.fields[name]
  const isDecimal = kind === "price" || kind === "percent"
  const shown =
    typeof value === "boolean"
      ? t(value ? "articles.yes" : "articles.no")
      : isDecimal && typeof value === "string"
        ? quantity(value)
        : value
  return (
    <SectionRow
      title={t(`article_fields.${name}`)}
      value={shown === null ? undefined : String(shown)}
    />
  )
}
