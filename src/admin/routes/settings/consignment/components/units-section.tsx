import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare } from "@medusajs/icons"
import { ActionMenu } from "../../../../components/action-menu"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"

/** Units that item cards may have. */
export const UnitsSection = ({ units }: { units: string[] }) => {
  const { t } = useWords()
  const allows = useAllows()
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit-units" }
  return (
    <Section
      heading={t("units.title")}
      subHeading={t("units.hint")}
      actions={
        allows("consignment_settings:manage") && <ActionMenu groups={[{ actions: [edit] }]} />
      }
    >
      <SectionRow title={t("units.codes")} value={units.join(", ") || t("units.any")} />
    </Section>
  )
}
