import { Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { kinds, type DocumentType } from "../../../../../http-contract/document"
import type { SettledSale } from "../../../../../http-contract/settlement"
import { Amount } from "../../../../components/amount"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

interface SalesTableProps {
  sales: readonly SettledSale[]
  currencyCode: string
}

const figures = ["quantity", "sale_price", "share", "store_share", "unit_cost", "amount"] as const

/** Sales on commission: when, in which order and for how much, and who has which share. */
export const SalesTable = ({ sales, currencyCode }: SalesTableProps) => {
  const { t } = useWords()
  const format = useFormat()
  const link = "text-ui-fg-interactive hover:underline"
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("fields.date")}</Table.HeaderCell>
          <Table.HeaderCell>{t("settlements.sales.document")}</Table.HeaderCell>
          {figures.map((name) => (
            <Table.HeaderCell key={name} className="text-right">
              {t(`settlements.sales.${name}`)}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {sales.map((sale, index) => (
          <Table.Row key={index}>
            <Table.Cell>{format.date(sale.effective_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <Link
                className={link}
                to={`/consignment/documents/${kinds[sale.document_type as DocumentType].path}/${sale.document_id}`}
              >
                {sale.document_number}
              </Link>
              {sale.order_id && (
                <>
                  {" · "}
                  <Link className={link} to={`/orders/${sale.order_id}`}>
                    {t("settlements.sales.order", { number: sale.order_display_id ?? "" })}
                  </Link>
                </>
              )}
            </Table.Cell>
            <Table.Cell>
              <Amount value={sale.quantity} />
            </Table.Cell>
            <Table.Cell>
              <Amount value={sale.sale_price} currencyCode={currencyCode} isUnitCost />
              {sale.base_price !== sale.sale_price && (
                <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap text-right">
                  {t("settlements.sales.of_list", {
                    price: format.unitCost(sale.base_price, currencyCode),
                  })}
                </Text>
              )}
            </Table.Cell>
            <Table.Cell className="text-right">
              {t("agreements.share_all", { share: format.quantity(sale.commission_percent) })}
            </Table.Cell>
            <Table.Cell>
              <Amount value={sale.unit_commission} currencyCode={currencyCode} isUnitCost />
            </Table.Cell>
            <Table.Cell>
              <Amount value={sale.unit_cost} currencyCode={currencyCode} isUnitCost />
            </Table.Cell>
            <Table.Cell>
              <Amount value={sale.amount} currencyCode={currencyCode} />
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}
