import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo, type ReactNode } from "react"
import type { Account } from "../../../../../http-contract/account"
import type { Contractor } from "../../../../../http-contract/contractor"
import { useAccounts } from "../../../../hooks/api/accounts"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { LastSettlement, OwedFigure, StockFigure } from "./account-figures"

const column = createDataTableColumnHelper<Contractor>()

/** Partners with their accounts: one line for each direction and currency. */
export const useContractorColumns = (contractors: Contractor[] = []) => {
  const { t } = useWords()
  const format = useFormat()
  const { accounts } = useAccounts(contractors.map(({ id }) => id))
  return useMemo(() => {
    const figures = (id: string, toFigure: (account: Account) => ReactNode) => {
      const ofOne = accounts?.filter((account) => account.contractor_id === id) ?? []
      if (ofOne.length === 0) return "–"
      return (
        <div className="flex flex-col">
          {ofOne.map((account) => (
            <div key={`${account.direction} ${account.currency_code}`}>{toFigure(account)}</div>
          ))}
        </div>
      )
    }
    const ofAccounts = (id: string, header: string, toFigure: (account: Account) => ReactNode) =>
      column.display({ id, header, cell: ({ row }) => figures(row.original.id, toFigure) })
    return [
      column.accessor("name", { header: t("fields.name"), enableSorting: true }),
      column.accessor("code", { header: t("fields.code"), enableSorting: true }),
      ofAccounts("stock", t("accounts.stock"), (account) => <StockFigure account={account} />),
      ofAccounts("to_invoice", t("accounts.to_invoice"), (account) =>
        format.amount(account.to_invoice_amount, account.currency_code)
      ),
      ofAccounts("owed", t("accounts.owed"), (account) => <OwedFigure account={account} />),
      ofAccounts("last_settlement", t("accounts.last_settlement"), (account) => (
        <LastSettlement account={account} />
      )),
    ]
  }, [t, format, accounts])
}
