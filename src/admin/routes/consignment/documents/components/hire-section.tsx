import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Document } from "../../../../../http-contract/document"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useFormat } from "../../../../hooks/use-format"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { isHired, outstandingOf, runningOf } from "../lib/hired-lines"

/** Hired units of a delivery, and the end of their hire. */
export const HireSection = ({ delivery }: { delivery: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  const allows = useAllows()
  const lines = delivery.lines.filter(isHired)
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  if (lines.length === 0 || delivery.status === "reversed") return null
  const isRunning = lines.some((line) => runningOf(line).gt(0))
  const isOutstanding = lines.some((line) => outstandingOf(line).gt(0))
  return (
    <Section
      heading={t("hires.title")}
      subHeading={t("hires.hint")}
      actions={
        allows("consignment_delivery:post") && (
          <>
            {isOutstanding && (
              <Button size="small" variant="secondary" asChild>
                <Link to="extend-hire">{t("hires.extend.action")}</Link>
              </Button>
            )}
            {isRunning && (
              <Button size="small" variant="secondary" asChild>
                <Link to="end-hire">{t("hires.end.action")}</Link>
              </Button>
            )}
          </>
        )
      }
    >
      {lines.map((line) => (
        <div key={line.id} className="flex items-center justify-between gap-x-4 px-6 py-3">
          <div className="min-w-0">
            <Text size="small" weight="plus">
              {titleOf(line.inventory_item_id)}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {typeof line.hire_until === "string" ? (
                <>
                  {t("documents.columns.hire_until")} <Instant value={line.hire_until} withTime />
                </>
              ) : (
                t("hires.no_end")
              )}
            </Text>
          </div>
          <Text size="small" className="whitespace-nowrap">
            {t("hires.running", { quantity: format.quantity(runningOf(line).toFixed()) })}
          </Text>
        </div>
      ))}
    </Section>
  )
}
