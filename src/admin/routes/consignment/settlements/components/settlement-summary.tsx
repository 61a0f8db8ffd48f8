import { SectionRow } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Settlement } from "../../../../../http-contract/settlement"
import { DownloadMenu } from "../../../../components/download-menu"
import { LetterButton, SentLetters } from "../../../../components/letter-actions"
import { PostedBy } from "../../../../components/posted-by"
import { Explained } from "../../../../components/explained"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { CancelButton } from "./cancel-button"
import { SettlementInvoices, SettlementStatus } from "./settlement-invoices"
import { SettlementTotals } from "./settlement-totals"

/** The head of a closed settlement, and what follows from it. */
export const SettlementSummary = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const allows = useAllows()
  const contractorOf = useContractorNames([settlement.contractor_id])
  const paper = `settlements/${settlement.id}/document`
  const isClosed = settlement.status === "closed"
  const isToInvoice =
    isClosed &&
    settlement.state === "closed" &&
    !settlement.invoices.some(({ status }) => status === "draft")
  return (
    <Section
      heading={settlement.number ?? ""}
      headingLevel="h1"
      subHeading={t("settlements.one")}
      mark={
        <>
          <SettlementStatus settlement={settlement} />
          <Explained term="settlement" />
        </>
      }
      actions={
        <>
          {isClosed &&
            settlement.invoices.length === 0 &&
            allows("consignment_settlement:cancel") && <CancelButton settlement={settlement} />}
          <DownloadMenu
            path={paper}
            query={{ audience: "contractor" }}
            label={t("settlements.actions.statement")}
          />
          <DownloadMenu path={paper} label={t("settlements.actions.own_copy")} />
          <LetterButton
            paper={`settlements/${settlement.id}`}
            needs="consignment_settlement:send"
          />
          {isToInvoice && allows("consignment_invoice:invoice") && (
            <Button size="small" asChild>
              <Link to="invoice">{t("settlements.actions.invoice")}</Link>
            </Button>
          )}
        </>
      }
    >
      <SectionRow
        title={t("fields.contractor")}
        value={
          <Link
            to={`/consignment/contractors/${settlement.contractor_id}`}
            className="text-ui-fg-interactive hover:underline"
          >
            {contractorOf(settlement.contractor_id)}
          </Link>
        }
      />
      <SettlementTotals settlement={settlement} />
      {settlement.invoices.length > 0 && (
        <SectionRow
          title={t("settlements.invoices")}
          value={<SettlementInvoices settlement={settlement} />}
        />
      )}
      <PostedBy
        title={t("settlements.closed_at")}
        at={settlement.closed_at}
        by={settlement.created_by}
      />
      <SentLetters paper={`settlements/${settlement.id}`} />
    </Section>
  )
}
