import { CheckCircleSolid, CircleDottedLine } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Overview } from "../../../../http-contract/overview"
import { Section } from "../../../components/section"
import { useContractors } from "../../../hooks/api/contractors"
import { useWords } from "../../../hooks/use-words"

/** The way to the first goods, step by step; what is done is ticked off, what comes next has a button. */
export const GuidedStart = ({ done }: { done: Overview["has"] }) => {
  const { t } = useWords()
  const { contractors } = useContractors({ limit: 1 })
  const contractor = contractors?.[0] ? `/${contractors[0].id}` : ""
  const steps = [
    { name: "warehouse", isDone: done.warehouse, to: "warehouses/create" },
    { name: "contractor", isDone: done.contractor, to: "contractors/create" },
    {
      name: "items",
      isDone: done.item,
      to: contractor ? `contractors${contractor}/add-items` : "contractors",
    },
    { name: "receipt", isDone: done.receipt, to: "goods-receipts/post" },
  ]
  const next = steps.find((step) => !step.isDone)
  return (
    <Section
      heading={t("start.title")}
      headingLevel="h1"
      subHeading={t("start.hint")}
      actions={
        <Button size="small" variant="secondary" asChild>
          <Link to="/consignment/shops">{t("start.shops")}</Link>
        </Button>
      }
    >
      <ol className="divide-y">
        {steps.map((step) => (
          <li key={step.name} className="flex items-center gap-x-4 px-6 py-4">
            {step.isDone ? (
              <CheckCircleSolid className="shrink-0 text-ui-tag-green-icon" />
            ) : (
              <CircleDottedLine className="shrink-0 text-ui-fg-muted" />
            )}
            <div className="flex-1">
              <Text size="small" weight="plus">
                {t(`start.${step.name}.title`)}
                {step.isDone && <span className="sr-only"> {t("start.done")}</span>}
              </Text>
              <Text size="small" className="text-ui-fg-subtle">
                {t(`start.${step.name}.hint`)}
              </Text>
            </div>
            {!step.isDone && (
              <Button size="small" variant={step === next ? "primary" : "secondary"} asChild>
                <Link to={`/consignment/${step.to}`}>{t(`start.${step.name}.action`)}</Link>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
