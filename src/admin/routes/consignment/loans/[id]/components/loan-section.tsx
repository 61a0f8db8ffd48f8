import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Loan } from "../../../../../../http-contract/loan"
import { Instant } from "../../../../../components/instant"
import { Section } from "../../../../../components/section"
import { useAllows } from "../../../../../hooks/use-allows"
import { useWarehouseNames } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"
import { LoanMarks } from "../../components/loan-marks"
import { useBorrowerNames } from "../../lib/use-borrower-names"

/** Borrower, location and end of a loan. */
export const LoanSection = ({ loan }: { loan: Loan }) => {
  const { t } = useWords()
  const allows = useAllows()
  const warehouseOf = useWarehouseNames([loan.warehouse_id])
  return (
    <Section
      heading={loan.number}
      headingLevel="h1"
      subHeading={t("loans.one")}
      mark={<LoanMarks loan={loan} />}
      actions={
        loan.status !== "returned" &&
        allows("consignment_loan:manage") && (
          <Button size="small" asChild>
            <Link to="return">{t("loans.return.action")}</Link>
          </Button>
        )
      }
    >
      {loan.to_collect && (
        <div className="px-6 py-4">
          <Alert variant="warning">{t("loans.to_collect_hint")}</Alert>
        </div>
      )}
      <SectionRow title={t("loans.borrower")} value={<BorrowerName borrower={loan.borrower} />} />
      <SectionRow
        title={t("fields.warehouse")}
        value={
          <Link
            className="text-ui-fg-interactive hover:underline"
            to={`/consignment/warehouses/${loan.warehouse_id}`}
          >
            {warehouseOf(loan.warehouse_id)}
          </Link>
        }
      />
      <SectionRow title={t("loans.from")} value={<Instant value={loan.from} withTime />} />
      <SectionRow
        title={t("loans.until")}
        value={loan.until ? <Instant value={loan.until} withTime /> : t("loans.no_end")}
      />
      <SectionRow title={t("fields.reference")} value={loan.reference} />
      <SectionRow title={t("fields.note")} value={loan.note} />
    </Section>
  )
}

const pages = { customer: "/customers", contractor: "/consignment/contractors" } as const

/** A link to the page about him, if there is one. */
const BorrowerName = ({ borrower }: Pick<Loan, "borrower">) => {
  const { t } = useWords()
  const name = useBorrowerNames([borrower])(borrower)
  const { kind, id } = borrower
  return (
    <span>
      {id && kind !== "staff" ? (
        <Link className="text-ui-fg-interactive hover:underline" to={`${pages[kind]}/${id}`}>
          {name}
        </Link>
      ) : (
        name
      )}
      {` (${t(`loans.kinds.${kind}`)})`}
    </span>
  )
}
