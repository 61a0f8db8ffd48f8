import { Alert, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Invoice } from "../../../../../http-contract/invoice"
import { useWords } from "../../../../hooks/use-words"

/** Reasons why a draft cannot be posted yet, each with the place where it is mended. */
export const InvoiceProblems = ({ invoice: { problems } }: { invoice: Invoice }) => {
  const { t } = useWords()
  if (problems.length === 0) return null
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {problems.map(({ code, line_ids, place }) => {
        const partner = `/consignment/contractors/${place.contractor_id}`
        const isRate = code === "VAT_RATE_MISSING"
        return (
          <Alert key={code} variant="warning" role="alert">
            <Text size="small" weight="plus">
              {t(`invoices.problems.${code}`, { count: line_ids.length })}
            </Text>
            <Text size="small">{t(`invoices.problems.${code}_hint`)}</Text>
            <div className="txt-compact-small flex flex-wrap gap-x-3">
              <Link
                className="text-ui-fg-interactive"
                to={
                  isRate && place.agreement_id !== null
                    ? `${partner}/edit-agreement/${place.agreement_id}`
                    : `${partner}/edit`
                }
              >
                {t(isRate ? "invoices.problems.to_agreement" : "invoices.problems.to_partner")}
              </Link>
              {isRate && (
                <Link className="text-ui-fg-interactive" to="/settings/tax-regions">
                  {t("invoices.problems.to_tax_regions")}
                </Link>
              )}
            </div>
          </Alert>
        )
      })}
    </div>
  )
}
