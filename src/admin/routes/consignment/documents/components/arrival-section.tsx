import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Allowed } from "../../../../components/allowed"
import type { Document } from "../../../../../http-contract/document"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { differencesOf } from "../lib/differences"

const explanations = ["take_back", "reported_sale"] as const

/** Units the customer reports as not received, until a take-back or a reported sale explains them. */
export const ArrivalSection = ({ delivery }: { delivery: Document }) => {
  const { t } = useWords()
  const differences = differencesOf(delivery)
  const titleOf = useItemTitles(differences.map(({ line }) => line.inventory_item_id))
  const receivedAt = delivery.received_at
  if (typeof receivedAt !== "string") return null
  const isMissing = differences.some(({ difference }) => !difference.startsWith("-"))
  return (
    <Section
      heading={t("deliveries.arrival.title")}
      subHeading={<Instant value={receivedAt} withTime />}
      actions={
        isMissing &&
        explanations.map((kind) => (
          <Allowed key={kind} needs={`consignment_${kind}:post`}>
            <Button size="small" variant="secondary" asChild>
              <Link to={`${addressOfDocument(kind)}/post?delivery_id=${delivery.id}`}>
                {t(`deliveries.arrival.${kind}`)}
              </Link>
            </Button>
          </Allowed>
        ))
      }
    >
      {differences.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("deliveries.arrival.complete")}
        </Text>
      )}
      {differences.map(({ line, difference }) => (
        <div key={line.id} className="flex items-center justify-between gap-x-4 px-6 py-3">
          <Text size="small" weight="plus">
            {titleOf(line.inventory_item_id)}
          </Text>
          <div className="txt-small flex gap-x-2">
            {difference.startsWith("-")
              ? t("deliveries.arrival.surplus")
              : t("deliveries.arrival.missing")}
            <Amount value={difference.replace("-", "")} />
          </div>
        </div>
      ))}
    </Section>
  )
}
