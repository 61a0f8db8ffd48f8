import { SectionRow } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Document } from "../../../../../http-contract/document"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { Parties, textOf } from "./parties"

/** Goods that a connected store has sent back: nothing moves until what arrived is posted. */
export const AnnouncedSummary = ({ takeBack }: { takeBack: Document }) => {
  const { t } = useWords()
  const allows = useAllows()
  return (
    <Section
      heading={t("announced.title")}
      headingLevel="h1"
      subHeading={t("announced.hint")}
      mark={<Status status={takeBack.status} />}
      actions={
        allows("consignment_take_back:post") && (
          <Button size="small" asChild>
            <Link to="arrived">{t("announced.action")}</Link>
          </Button>
        )
      }
    >
      <Parties document={takeBack} />
      <SectionRow title={t("fields.reference")} value={textOf(takeBack, "reference")} />
      <SectionRow title={t("fields.note")} value={textOf(takeBack, "note")} />
    </Section>
  )
}
