import type { Account } from "../../../http-contract/account"
import { useAllows } from "../use-allows"
import { useReading } from "./use-reading"

/** Sums of partners and what is owed; the request leaves out what the user may not read. */
export const useAccounts = (contractorIds: string[]) => {
  const allows = useAllows()
  const mayRead = allows(
    "consignment_stock:read",
    "consignment_settlement:read",
    "consignment_invoice:read"
  )
  const ids = [...contractorIds].sort()
  const { accounts, ...rest } = useReading<{ accounts: Account[] }>(
    "accounts",
    { contractor_id: ids },
    { enabled: mayRead && ids.length > 0 }
  )
  return { ...rest, accounts, mayRead }
}
