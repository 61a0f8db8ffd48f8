import { Badge, Table, Text } from "@medusajs/ui"
import type { PlannedMarkdown } from "../../../../../../http-contract/markdown"
import { Amount } from "../../../../../components/amount"
import { useFormat } from "../../../../../hooks/use-format"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"

interface MarkdownPlanProps {
  planned: PlannedMarkdown[]
  count: number
  currencyCode: string
}

/** The markdowns of a schedule today, item by item. */
export const MarkdownPlan = ({ planned, count, currencyCode }: MarkdownPlanProps) => {
  const { t } = useWords()
  const titleOf = useItemTitles(planned.map((one) => one.inventory_item_id))
  if (planned.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("markdowns.nothing")}
      </Text>
    )
  }
  return (
    <div className="flex flex-col gap-y-2">
      <div className="border-ui-border-base overflow-x-auto rounded-lg border">
        <Table>
          <Table.Header className="border-t-0">
            <Table.Row>
              <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("markdowns.days")}</Table.HeaderCell>
              <Table.HeaderCell>{t("markdowns.today")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("markdowns.price")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {planned.map((one) => (
              <Table.Row key={one.inventory_item_id}>
                <Table.Cell className="max-w-40 truncate">
                  {one.sku ?? titleOf(one.inventory_item_id)}
                </Table.Cell>
                <Table.Cell>
                  <Amount value={String(one.days_in_stock)} />
                </Table.Cell>
                <Table.Cell>
                  <Today planned={one} />
                </Table.Cell>
                <Table.Cell>
                  {one.prices.map(({ variant_id, price, marked_down_price }) => (
                    <Prices key={variant_id} {...{ price, marked_down_price, currencyCode }} />
                  ))}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      {count > planned.length && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("markdowns.more", { count: count - planned.length })}
        </Text>
      )}
    </div>
  )
}

const Today = ({ planned }: { planned: PlannedMarkdown }) => {
  const { t } = useWords()
  const format = useFormat()
  const { percent, next, take_back_quantity: toReturn, is_held_back: isHeldBack } = planned
  return (
    <div className="flex flex-wrap items-center gap-1 py-1">
      {percent === "0" ? (
        <span>{t("markdowns.full_price")}</span>
      ) : (
        <Badge size="2xsmall" color="orange">
          −{format.quantity(percent)} %
        </Badge>
      )}
      {toReturn !== "0" && (
        <Badge size="2xsmall" color="red">
          {t("markdowns.to_return", { quantity: format.quantity(toReturn) })}
        </Badge>
      )}
      {isHeldBack && (
        <Badge size="2xsmall" color="grey">
          {t("markdowns.held_back")}
        </Badge>
      )}
      {next && (
        <Text as="span" size="xsmall" className="text-ui-fg-subtle">
          {t("markdowns.next", { percent: format.quantity(next.percent), count: next.in_days })}
        </Text>
      )}
    </div>
  )
}

interface PricesProps {
  price: string
  marked_down_price: string
  currencyCode: string
}

const Prices = ({ price, marked_down_price: now, currencyCode }: PricesProps) => (
  <div className="flex justify-end gap-x-2">
    {price !== now && (
      <span className="text-ui-fg-muted line-through">
        <Amount value={price} currencyCode={currencyCode} />
      </span>
    )}
    <Amount value={now} currencyCode={currencyCode} />
  </div>
)
