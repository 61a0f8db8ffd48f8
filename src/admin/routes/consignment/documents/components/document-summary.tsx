import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, Badge, Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { Document } from "../../../../../http-contract/document"
import { DownloadMenu } from "../../../../components/download-menu"
import { Instant } from "../../../../components/instant"
import { LabelsMenu } from "../../../../components/labels-menu"
import { LetterButton, SentLetters } from "../../../../components/letter-actions"
import { PostedBy } from "../../../../components/posted-by"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import {
  documentPaths,
  isPartlyReversible,
  isPrinted,
  isReturnable,
  type DocumentKind,
} from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { missingOf } from "../lib/announced-lines"
import { uncheckedOf } from "../lib/unchecked-lines"
import { Parties, textOf } from "./parties"
import { ReversedBy } from "./reversal-links"
import { ReverseButton } from "./reverse-button"

interface DocumentSummaryProps {
  kind: DocumentKind
  document: Document
}

/** The head of a document. */
export const DocumentSummary = ({ kind, document }: DocumentSummaryProps) => {
  const { t } = useWords()
  const allows = useAllows()
  const paper = `${documentPaths[kind]}/${document.id}`
  const mayReverse = allows(`consignment_${kind}:reverse`)
  return (
    <Section
      heading={document.number}
      headingLevel="h1"
      subHeading={t(`terms.document.${kind}`)}
      mark={
        <>
          <Status status={document.status} />
          {document.late && <Badge size="2xsmall">{t("documents.late")}</Badge>}
          {document.nothing_sold === true && (
            <Badge size="2xsmall">{t("documents.nothing_sold")}</Badge>
          )}
        </>
      }
      actions={
        <>
          {isPrinted(kind) && (
            <>
              <DownloadMenu
                path={`${paper}/document`}
                label={kind === "delivery" ? t("deliveries.note") : undefined}
              />
              <LetterButton paper={paper} needs={`consignment_${kind}:send`} />
            </>
          )}
          {kind === "goods_receipt" && document.status !== "reversed" && (
            <LabelsMenu goods={{ goods_receipt_id: document.id }} />
          )}
          {kind === "delivery" &&
            document.status === "posted" &&
            allows("consignment_delivery:post") && (
              <PartLink to="receipt">{t("deliveries.receipt.action")}</PartLink>
            )}
          {kind === "take_back" &&
            document.lines.some((line) => missingOf(line).gt(0)) &&
            allows("consignment_take_back:post") && (
              <PartLink to="difference">{t("announced.difference.action")}</PartLink>
            )}
          {kind === "goods_receipt" &&
            document.status !== "reversed" &&
            document.lines.some((line) => uncheckedOf(line).gt(0)) &&
            allows("consignment_goods_receipt:post") && (
              <PartLink to="check">{t("checks.action")}</PartLink>
            )}
          {document.status !== "reversed" && document.read_only !== true && (
            <>
              {isReturnable(kind) && allows(`consignment_${kind}_return:post`) && (
                <PartLink to="return">{t("documents.actions.return")}</PartLink>
              )}
              {isPartlyReversible(kind) && mayReverse && (
                <PartLink to="reverse">{t("documents.actions.reverse_part")}</PartLink>
              )}
              {mayReverse && <ReverseButton kind={kind} document={document} />}
            </>
          )}
        </>
      }
    >
      {document.read_only === true && <FromPeer peerId={textOf(document, "peer_id")} />}
      <Parties document={document} />
      <SectionRow
        title={t("fields.date")}
        value={<Instant value={document.effective_at} withTime />}
      />
      <PostedBy title={t("documents.posted_at")} at={document.posted_at} by={document.created_by} />
      {document.reversed_by.length > 0 && (
        <SectionRow
          title={t("documents.reversed_by")}
          value={<ReversedBy reversals={document.reversed_by} />}
        />
      )}
      <SectionRow title={t("fields.reference")} value={textOf(document, "reference")} />
      <SectionRow title={t("fields.note")} value={textOf(document, "note")} />
      {isPrinted(kind) && <SentLetters paper={paper} />}
    </Section>
  )
}

/** The owner's store leads this receipt. */
const FromPeer = ({ peerId }: { peerId: string | null }) => {
  const { t } = useWords()
  return (
    <div className="px-6 py-4">
      <Alert>
        {t("peers.read_only")}{" "}
        <Link className="text-ui-fg-interactive" to={`/consignment/peers/${peerId ?? ""}`}>
          {t("peers.from")}
        </Link>
      </Alert>
    </div>
  )
}

/** To the drawer that asks how many pieces of each line. */
const PartLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Button size="small" variant="secondary" asChild>
    <Link to={to}>{children}</Link>
  </Button>
)
