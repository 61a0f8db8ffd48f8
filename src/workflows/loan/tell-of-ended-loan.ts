import type { CreateNotificationDTO, MedusaContainer } from "@medusajs/framework/types"
import type { LoanAnswer } from "../../modules/consignment/loans/read-loans"
import { ConsignmentEvents } from "../events"
import { readGraph } from "../host/read-graph"
import { ledgerOf } from "../posting/post-document"

/** Letters to the borrower, the warehouse and the owner of the units, those that have an address. */
export const writeLoanEnded = async (
  container: MedusaContainer,
  { id, event_id }: { id: string; event_id?: string }
): Promise<CreateNotificationDTO[]> => {
  const ledger = ledgerOf(container)
  const loan = await ledger.loans.retrieve(id)
  const [warehouse] = await ledger.listConsignmentWarehouses({ id: loan.warehouse_id })
  const lotIds = loan.lines.flatMap((line) => line.allocations.flatMap((part) => part.lot_id ?? []))
  const lots = await ledger.listConsignmentLots({ id: lotIds }, { select: ["id", "contractor_id"] })
  const owners = await ledger.listConsignmentContractors({
    id: [...new Set(lots.map((lot) => lot.contractor_id))],
  })
  const addresses = [
    await findAddress(container, loan.borrower),
    warehouse?.notification_email,
    ...owners.map((owner) => owner.email),
  ]
  return [...new Set(addresses)].flatMap((to) =>
    to
      ? {
          to,
          channel: "email",
          template: "consignment-loan-ended",
          data: { ...loan, warehouse_name: warehouse?.name ?? null },
          trigger_type: ConsignmentEvents.LOAN_ENDED,
          resource_id: id,
          resource_type: "consignment_loan",
          idempotency_key: `consignment-loan-ended:${event_id ?? id}:${to}`,
        }
      : []
  )
}

const entities = { customer: "customer", contractor: "consignment_contractor", staff: "user" }

const findAddress = async (
  container: MedusaContainer,
  { kind, id }: LoanAnswer["borrower"]
): Promise<string | null> => {
  if (id === null) return null
  const [row] = await readGraph<{ email?: string | null }>(container, {
    entity: entities[kind],
    fields: ["email"],
    filters: { id },
  })
  return row?.email ?? null
}
