import { CheckCircleSolid, CircleDottedLine } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Allowed } from "../../../components/allowed"
import type { Overview } from "../../../../http-contract/overview"
import { Section } from "../../../components/section"
import { useContractors } from "../../../hooks/api/contractors"
import { GETTING_STARTED } from "../../../lib/guide"
import { useWords } from "../../../hooks/use-words"

/** The way to the first goods, step by step; what is done is ticked off, what comes next has a button. */
interface GuidedStartProps {
  done: Overview["has"]
  onHide: () => void
}

export const GuidedStart = ({ done, onHide }: GuidedStartProps) => {
  const { t } = useWords()
  const { contractors } = useContractors({ limit: 1 })
  const contractor = contractors?.[0] ? `/${contractors[0].id}` : ""
  const steps = [
    {
      name: "warehouse",
      needs: "consignment_warehouse:manage",
      isDone: done.warehouse,
      to: "warehouses/create",
    },
    {
      name: "contractor",
      needs: "consignment_contractor:manage",
      isDone: done.contractor,
      to: "contractors/create",
    },
    {
      name: "items",
      needs: "consignment_contractor:manage",
      isDone: done.item,
      to: contractor ? `contractors${contractor}/add-items` : "contractors",
    },
    {
      name: "receipt",
      needs: "consignment_goods_receipt:post",
      isDone: done.receipt,
      to: "goods-receipts/post",
    },
  ] as const
  const next = steps.find((step) => !step.isDone)
  return (
    <Section
      heading={t("start.title")}
      headingLevel="h1"
      subHeading={t("start.hint")}
      actions={
        <>
          <Button size="small" variant="transparent" onClick={onHide}>
            {t("start.hide")}
          </Button>
          <Button size="small" variant="secondary" asChild>
            <a href={GETTING_STARTED} target="_blank" rel="noreferrer">
              {t("start.guide")}
            </a>
          </Button>
          <Button size="small" variant="secondary" asChild>
            <Link to="/consignment/shops">{t("start.shops")}</Link>
          </Button>
        </>
      }
    >
      <Text size="small" className="text-ui-fg-subtle px-6 py-3" role="status">
        {next
          ? t("start.progress", {
              done: steps.filter((step) => step.isDone).length,
              count: steps.length,
            })
          : t("start.complete")}
      </Text>
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
              <Allowed needs={step.needs}>
                <Button size="small" variant={step === next ? "primary" : "secondary"} asChild>
                  <Link to={`/consignment/${step.to}`}>{t(`start.${step.name}.action`)}</Link>
                </Button>
              </Allowed>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
