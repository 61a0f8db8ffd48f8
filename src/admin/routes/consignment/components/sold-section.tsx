import type { SoldInWeek } from "../../../../http-contract/overview"
import { BarChart } from "../../../components/bar-chart"
import { Section } from "../../../components/section"
import { useFormat } from "../../../hooks/use-format"
import { useWords } from "../../../hooks/use-words"

/** Pieces sold in the last weeks, ours beside the contractors'. */
export const SoldSection = ({ sold }: { sold: SoldInWeek[] }) => {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Section heading={t("overview.sold")} subHeading={t("overview.sold_hint")}>
      <div className="px-6 py-4">
        <BarChart
          label={t("overview.sold")}
          categories={sold.map(({ week }) => format.day(week))}
          series={[
            { name: t("terms.ownership.consignment"), values: sold.map((row) => row.consignment) },
            { name: t("terms.ownership.own"), values: sold.map((row) => row.own) },
          ]}
          format={format.quantity}
        />
      </div>
    </Section>
  )
}
