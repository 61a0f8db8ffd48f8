import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, StatusBadge, Text } from "@medusajs/ui"
import { policyByField, type ArticleFieldName } from "../../http-contract/item-card"
import { useLinkedCards, type LinkedCard } from "../hooks/api/item-cards"
import { useItemTitles } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { FieldBadges } from "./field-badges"
import { Section } from "./section"

const lockedFields = (Object.keys(policyByField) as ArticleFieldName[]).filter(
  (name) => policyByField[name] === "locked"
)

/** Fields of these items that a connected store leads, what changing the SKU does, and what is to be completed. */
export const LinkedArticles = ({ inventoryItemIds }: { inventoryItemIds: readonly string[] }) => {
  const { t } = useWords()
  const linked = useLinkedCards(inventoryItemIds)
  const titleOf = useItemTitles((linked ?? []).map(({ card }) => card.inventory_item_id))
  const [first] = linked ?? []
  if (!linked || !first) return null
  const lockedBy = linked.find(({ card }) => card.link.locked_by)?.card.link.locked_by ?? null
  const isBroken = linked.some(({ card }) => card.link.state === "broken")
  return (
    <Section
      heading={t("articles.linked")}
      subHeading={
        lockedBy ? t("articles.locked_hint", { store: lockedBy }) : t("articles.free_hint")
      }
      mark={
        <StatusBadge color={isBroken ? "red" : "green"}>
          {t(isBroken ? "articles.state.broken" : "articles.state.linked")}
        </StatusBadge>
      }
    >
      <div className="flex flex-col gap-y-2 px-6 py-4">
        {linked.map((one) => (
          <BrokenLink key={one.card.inventory_item_id} {...one} />
        ))}
        {!isBroken && <Alert variant="warning">{t("articles.sku_warning")}</Alert>}
      </div>
      {lockedBy && (
        <SectionRow
          title={t("articles.locked_by", { store: lockedBy })}
          value={<FieldBadges fields={lockedFields} />}
        />
      )}
      {linked.map(({ card }) => (
        <SectionRow
          key={card.inventory_item_id}
          title={
            linked.length > 1
              ? t("articles.to_complete_of", { article: titleOf(card.inventory_item_id) })
              : t("articles.to_complete")
          }
          value={
            card.blank_fields.length > 0 ? (
              <FieldBadges fields={card.blank_fields} />
            ) : (
              <Text size="small">{t("articles.complete")}</Text>
            )
          }
        />
      ))}
    </Section>
  )
}

const BrokenLink = ({ card, link }: LinkedCard) => {
  const { t } = useWords()
  if (card.link.state !== "broken") return null
  const skus = { sku: link?.sku ?? "–", their_sku: link?.their_sku ?? "–" }
  return (
    <Alert variant="error" role="alert">
      {t("articles.broken", skus)}
    </Alert>
  )
}
