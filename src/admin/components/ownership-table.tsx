import { Table, Text } from "@medusajs/ui"
import { useOwnership } from "../hooks/api/stock"
import { useContractorNames, useLocationNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { Amount } from "./amount"
import { Problem } from "./problem"

/** Stock of one item by owner and stock location: own, each contractor's, and pending units that wait for a receipt. */
export const OwnershipTable = ({ inventoryItemId }: { inventoryItemId: string }) => {
  const { t } = useWords()
  const { ownership, error, refetch } = useOwnership({ inventory_item_id: inventoryItemId })
  const owners = ownership?.flatMap(({ contractors }) => contractors) ?? []
  const locationOf = useLocationNames(ownership?.map((row) => row.stock_location_id) ?? [])
  const contractorOf = useContractorNames(owners.map((owner) => owner.contractor_id))
  if (error && !ownership) return <Problem error={error} onRetry={() => void refetch()} />
  if (ownership?.length === 0) {
    return (
      <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
        {t("ownership.empty")}
      </Text>
    )
  }
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("fields.location")}</Table.HeaderCell>
          <Table.HeaderCell>{t("ownership.owner")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("fields.quantity")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {ownership?.flatMap((row) => {
          const shares = [
            { owner: t("terms.ownership.own"), quantity: row.own },
            ...row.contractors.map(({ contractor_id, quantity }) => ({
              owner: contractorOf(contractor_id),
              quantity,
            })),
            ...(row.pending === "0"
              ? []
              : [{ owner: t("terms.ownership.pending"), quantity: `-${row.pending}` }]),
          ]
          return shares.map(({ owner, quantity }, index) => (
            <Table.Row key={`${row.stock_location_id} ${owner}`}>
              <Table.Cell>{index === 0 && locationOf(row.stock_location_id)}</Table.Cell>
              <Table.Cell>{owner}</Table.Cell>
              <Table.Cell>
                <Amount value={quantity} />
              </Table.Cell>
            </Table.Row>
          ))
        })}
      </Table.Body>
    </Table>
  )
}
