import { SectionRow } from "@medusajs/dashboard/components"
import { Badge, Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { Document } from "../../../../../http-contract/document"
import { DownloadMenu } from "../../../../components/download-menu"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import {
  documentPaths,
  isPartlyReversible,
  isReturnable,
  type DocumentKind,
} from "../../../../hooks/api/documents"
import {
  useContractorNames,
  useLocationNames,
  useWarehouseNames,
} from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { ReverseButton } from "./reverse-button"

interface DocumentSummaryProps {
  kind: DocumentKind
  document: Document
}

const onPaper: readonly DocumentKind[] = ["goods_receipt", "consignor_return"]

/** The head of a document. */
export const DocumentSummary = ({ kind, document }: DocumentSummaryProps) => {
  const { t } = useWords()
  return (
    <Section
      heading={document.number}
      headingLevel="h1"
      subHeading={t(`terms.document.${kind}`)}
      mark={
        <>
          <Status status={document.status} />
          {document.late && <Badge size="2xsmall">{t("documents.late")}</Badge>}
        </>
      }
      actions={
        <>
          {onPaper.includes(kind) && (
            <DownloadMenu path={`${documentPaths[kind]}/${document.id}/document`} />
          )}
          {document.status !== "reversed" && (
            <>
              {isReturnable(kind) && (
                <PartLink to="return">{t("documents.actions.return")}</PartLink>
              )}
              {isPartlyReversible(kind) && (
                <PartLink to="reverse">{t("documents.actions.reverse_part")}</PartLink>
              )}
              <ReverseButton kind={kind} document={document} />
            </>
          )}
        </>
      }
    >
      <Parties document={document} />
      <SectionRow title={t("fields.date")} value={<Instant value={document.effective_at} />} />
      <SectionRow title={t("documents.posted_at")} value={<Instant value={document.posted_at} />} />
      <SectionRow title={t("fields.reference")} value={textOf(document, "reference")} />
      <SectionRow title={t("fields.note")} value={textOf(document, "note")} />
    </Section>
  )
}

/** To the drawer that asks how many pieces of each line. */
const PartLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Button size="small" variant="secondary" asChild>
    <Link to={to}>{children}</Link>
  </Button>
)

/** Whose goods, and where; only what this kind of document knows. */
const Parties = ({ document }: { document: Document }) => {
  const { t } = useWords()
  const contractorId = textOf(document, "contractor_id")
  const warehouseId = textOf(document, "warehouse_id")
  const targetId = textOf(document, "to_warehouse_id")
  const locationId = textOf(document, "stock_location_id")
  const orderId = textOf(document, "order_id")
  const contractorOf = useContractorNames([contractorId])
  const warehouseOf = useWarehouseNames([warehouseId, targetId])
  const locationOf = useLocationNames([locationId])
  const rows = [
    contractorId && {
      title: t("fields.contractor"),
      to: `/consignment/contractors/${contractorId}`,
      name: contractorOf(contractorId),
    },
    warehouseId && {
      title: t("fields.warehouse"),
      to: `/consignment/warehouses/${warehouseId}`,
      name: warehouseOf(warehouseId),
    },
    targetId && {
      title: t("documents.fields.to_warehouse_id"),
      to: `/consignment/warehouses/${targetId}`,
      name: warehouseOf(targetId),
    },
    !warehouseId &&
      locationId && {
        title: t("fields.location"),
        to: `/settings/locations/${locationId}`,
        name: locationOf(locationId),
      },
    orderId && {
      title: t("documents.order"),
      to: `/orders/${orderId}`,
      name: t("documents.show_order"),
    },
  ]
  return rows.map(
    (row) =>
      row && (
        <SectionRow
          key={row.title}
          title={row.title}
          value={
            <Link to={row.to} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover">
              {row.name}
            </Link>
          }
        />
      )
  )
}

const textOf = (document: Document, field: string): string | null => {
  const value = document[field]
  return typeof value === "string" && value !== "" ? value : null
}
