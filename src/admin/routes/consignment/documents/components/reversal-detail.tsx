import { LayoutComposer, SectionRow } from "@medusajs/dashboard/components"
import type { ReversalDocument } from "../../../../../http-contract/document"
import { Instant } from "../../../../components/instant"
import { NameInPath } from "../../../../components/name-in-path"
import { PageStates } from "../../../../components/page-states"
import { PostedBy } from "../../../../components/posted-by"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import { useReversal } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { DocumentLinesTable } from "./document-lines-table"
import { Reverses } from "./reversal-links"

/** One reversal: what it reverses, when, and by whom. */
export const ReversalDetail = ({ id }: { id: string | undefined }) => {
  const { reversal, error, refetch } = useReversal(id)
  return (
    <PageStates value={reversal} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_reversal.details"
          preferredLayoutId="core:single-column"
          data={found}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="Summary">
                  <ReversalSummary reversal={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Lines">
                  <DocumentLinesTable document={found} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

const ReversalSummary = ({ reversal }: { reversal: ReversalDocument }) => {
  const { t } = useWords()
  return (
    <Section
      heading={reversal.number}
      headingLevel="h1"
      subHeading={t("terms.document.reversal")}
      mark={<Status status={reversal.status} />}
    >
      <SectionRow
        title={t("documents.reverses")}
        value={
          <span>
            {t(`terms.document.${reversal.reverses.type}`)}{" "}
            <Reverses document={reversal.reverses} />
          </span>
        }
      />
      <SectionRow
        title={t("fields.date")}
        value={<Instant value={reversal.effective_at} withTime />}
      />
      <PostedBy title={t("documents.posted_at")} at={reversal.posted_at} by={reversal.created_by} />
    </Section>
  )
}

export const ReversalBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { reversal } = useReversal(id)
  return <NameInPath name={reversal?.number} />
}
