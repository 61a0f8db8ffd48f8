import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare } from "@medusajs/icons"
import { numberSeries, type Settings } from "../../../../../http-contract/settings"
import { ActionMenu } from "../../../../components/action-menu"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { useSeriesName } from "../lib/use-series-name"

/** Prefixes of the numbers of each kind of document. */
export const NumbersSection = ({ prefixes }: { prefixes: Settings["number_prefixes"] }) => {
  const { t } = useWords()
  const nameOf = useSeriesName()
  const allows = useAllows()
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit-numbers" }
  return (
    <Section
      heading={t("numbers.title")}
      subHeading={t("numbers.hint")}
      actions={
        allows("consignment_settings:manage") && <ActionMenu groups={[{ actions: [edit] }]} />
      }
    >
      {numberSeries.map((series) => (
        <SectionRow key={series} title={nameOf(series)} value={`${prefixes[series]}-000001`} />
      ))}
    </Section>
  )
}
