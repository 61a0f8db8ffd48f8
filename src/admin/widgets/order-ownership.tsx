import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { useQueryClient } from "@tanstack/react-query"
import { Table, Text } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import type { Document } from "../../http-contract/document"
import { forReaders } from "../components/for-readers"
import { Amount } from "../components/amount"
import { IssuedSerialsDrawer, linesToName } from "../components/issued-serials-drawer"
import { Problem } from "../components/problem"
import { Section } from "../components/section"
import { useDocuments } from "../hooks/api/documents"
import { useOrderOwnership } from "../hooks/api/stock"
import { useAllows } from "../hooks/use-allows"
import { useContractorNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { CONSIGNMENT_KEY } from "../lib/query-keys"
import { toOrigins, type OrderItem, type Origin } from "../lib/order-origins"

interface OrderOwnershipProps {
  data: OrderData
}

interface OrderData {
  id: string
  currency_code: string
  items?: OrderItem[] | null
  fulfillments?: { id: string; canceled_at?: string | Date | null }[] | null
}

const OrderOwnershipWidget = ({ data }: OrderOwnershipProps) => {
  const { t } = useWords()
  const allows = useAllows()
  useRefreshedBy(data)
  const { order_ownership: ownership, error, refetch } = useOrderOwnership(data.id)
  const { documents: issues = [] } = useDocuments("goods_issue", { order_id: data.id, limit: 100 })
  const unnamed = (issues as Document[]).filter(
    (issue) => issue.status !== "reversed" && linesToName(issue).length > 0
  )
  if (ownership?.lines.length === 0) return null
  return (
    <Section
      heading={t("order.title")}
      subHeading={t("order.hint")}
      actions={
        unnamed.length > 0 &&
        allows("consignment_goods_issue:post") && <IssuedSerialsDrawer issues={unnamed} />
      }
    >
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

/** A fulfilment or a return of the host is a document of ours: once the page shows it, all of ours is read anew. */
const useRefreshedBy = ({ items, fulfillments }: OrderData): void => {
  const client = useQueryClient()
  const state = JSON.stringify([
    fulfillments?.map(({ id, canceled_at: canceledAt }) => [id, canceledAt]),
    items?.map(({ id, detail }) => [id, detail]),
  ])
  const known = useRef(state)
  useEffect(() => {
    if (known.current === state) return
    known.current = state
    void client.invalidateQueries({ queryKey: [CONSIGNMENT_KEY] })
  }, [client, state])
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

export default forReaders("consignment_stock:read", OrderOwnershipWidget)
