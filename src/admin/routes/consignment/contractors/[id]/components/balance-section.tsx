import { Badge, Text } from "@medusajs/ui"
import { Amount } from "../../../../../components/amount"
import { Problem } from "../../../../../components/problem"
import { Explained } from "../../../../../components/explained"
import { Section } from "../../../../../components/section"
import { useContractorBalance } from "../../../../../hooks/api/contractors"
import { useWords } from "../../../../../hooks/use-words"

/** Balance by item: settled and not yet invoiced, or invoiced and not yet settled. */
export const BalanceSection = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const { balances, error, refetch } = useContractorBalance(contractorId)
  const open = balances?.filter(({ balance, credit_due }) => balance !== "0" || credit_due !== "0")
  return (
    <Section
      heading={t("contractors.balance")}
      mark={<Explained term="balance" />}
      subHeading={t("contractors.balance_hint")}
    >
      {error && !balances && <Problem error={error} onRetry={() => void refetch()} />}
      {open?.length === 0 && (
        <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
          {t("contractors.balanced")}
        </Text>
      )}
      {open?.map((row) => (
        <div
          key={[row.inventory_item_id, row.direction, row.currency_code].join(" ")}
          className="flex items-center justify-between gap-x-4 px-6 py-3"
        >
          <div className="min-w-0">
            <Text size="small" weight="plus" className="truncate">
              {row.sku ?? row.inventory_item_id}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {row.balance.startsWith("-")
                ? t("contractors.over_invoiced")
                : t("contractors.to_invoice")}
            </Text>
          </div>
          <div className="flex items-center gap-x-2">
            {row.credit_due !== "0" && (
              <Badge size="2xsmall" color="orange">
                {t("contractors.credit_due")}
              </Badge>
            )}
            <Amount value={row.balance} className="txt-small" />
          </div>
        </div>
      ))}
    </Section>
  )
}
