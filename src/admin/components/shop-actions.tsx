import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useAllows } from "../hooks/use-allows"
import { useWords } from "../hooks/use-words"

const actions = [
  { kind: "delivery", path: "deliveries" },
  { kind: "take_back", path: "take-backs" },
  { kind: "reported_sale", path: "reported-sales" },
] as const

/** Actions for our goods in a customer's shop: delivery, take-back, reported sale and count. */
export const ShopActions = ({ warehouseId }: { warehouseId: string }) => {
  const { t } = useWords()
  const allows = useAllows()
  const mayCount = allows(
    "consignment_reported_sale:post",
    "consignment_stock_count:post",
    "consignment_take_back:post"
  )
  return (
    <>
      {actions
        .filter(({ kind }) => allows(`consignment_${kind}:post`))
        .map(({ kind, path }) => (
          <Button key={kind} size="small" variant="secondary" asChild>
            <Link to={`/consignment/documents/${path}/post?warehouse_id=${warehouseId}`}>
              {t(`documents.post.${kind}`)}
            </Link>
          </Button>
        ))}
      {mayCount && (
        <Button size="small" variant="secondary" asChild>
          <Link to={`/consignment/warehouses/${warehouseId}/count`}>{t("counts.title")}</Link>
        </Button>
      )}
    </>
  )
}
