import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Table, Text } from "@medusajs/ui"
import { Amount } from "../components/amount"
import { Problem } from "../components/problem"
import { Section } from "../components/section"
import { useOrderOwnership } from "../hooks/api/stock"
import { useContractorNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { toOrigins, type OrderItem, type Origin } from "../lib/order-origins"

interface OrderOwnershipProps {
  data: { id: string; currency_code: string; items?: OrderItem[] | null }
}

const OrderOwnershipWidget = ({ data }: OrderOwnershipProps) => {
  const { t } = useWords()
  const { order_ownership: ownership, error, refetch } = useOrderOwnership(data.id)
  if (ownership?.lines.length === 0) return null
  return (
    <Section heading={t("order.title")} subHeading={t("order.hint")}>
      {error && !ownership && <Problem error={error} onRetry={() => void refetch()} />}
      {ownership && (
        <Origins
          origins={toOrigins(ownership, data.items ?? [], data.currency_code)}
          currencyCode={data.currency_code}
        />
      )}
    </Section>
  )
}

interface OriginsProps {
  origins: Origin[]
  currencyCode: string
}

const Origins = ({ origins, currencyCode }: OriginsProps) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(origins.map((origin) => origin.allocation.contractor_id))
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
          <Table.HeaderCell>{t("order.whose")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("fields.quantity")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("fields.unit_cost")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("order.margin")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {origins.map(({ key, title, allocation, isReturn, margin }, index) => (
          <Table.Row key={key}>
            <Table.Cell>{title !== origins[index - 1]?.title && title}</Table.Cell>
            <Table.Cell>
              {allocation.contractor_id
                ? contractorOf(allocation.contractor_id)
                : t(`terms.ownership.${allocation.ownership}`)}
              {isReturn && (
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {allocation.reason ? t(`order.returned.${allocation.reason}`) : t("order.back")}
                </Text>
              )}
            </Table.Cell>
            <Table.Cell>
              <Amount value={isReturn ? `-${allocation.quantity}` : allocation.quantity} />
            </Table.Cell>
            <Table.Cell>
              <Amount
                value={allocation.unit_cost}
                currencyCode={allocation.currency_code}
                isUnitCost
              />
            </Table.Cell>
            <Table.Cell>
              <Amount value={margin} currencyCode={currencyCode} />
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "consignment-order-ownership",
})

export default OrderOwnershipWidget
