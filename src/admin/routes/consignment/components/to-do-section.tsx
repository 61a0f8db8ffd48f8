import { CheckCircleSolid } from "@medusajs/icons"
import { Button, Skeleton, StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Allowed } from "../../../components/allowed"
import type { Overview } from "../../../../http-contract/overview"
import { Problem } from "../../../components/problem"
import { Section } from "../../../components/section"
import { useWords } from "../../../hooks/use-words"
import { useToDos } from "./use-to-dos"

/** Pages that do all of a kind at once, after a preview of each. */
const batches = [
  {
    batch: "settle",
    to: "/consignment/settlements/due",
    needs: "consignment_settlement:settle",
  },
  {
    batch: "invoice",
    to: "/consignment/invoices/settled",
    needs: "consignment_invoice:invoice",
  },
] as const

interface ToDoSectionProps {
  overview: Overview
  /** Opens the first steps. */
  onStart?: () => void
}

/** Open tasks, most urgent first, each with a link to the page or a button that does it. */
export const ToDoSection = ({ overview, onStart }: ToDoSectionProps) => {
  const { t } = useWords()
  const { toDos, error } = useToDos(overview)
  return (
    <Section
      heading={t("to_do.title")}
      headingLevel="h1"
      actions={
        <>
          {batches.map(({ batch, to, needs }) =>
            toDos?.some((toDo) => toDo.batch === batch) ? (
              <Allowed key={batch} needs={needs}>
                <Button size="small" variant="secondary" asChild>
                  <Link to={to}>{t(`batches.${batch}`)}</Link>
                </Button>
              </Allowed>
            ) : null
          )}
          {onStart && (
            <Button size="small" variant="secondary" onClick={onStart}>
              {t("start.title")}
            </Button>
          )}
        </>
      }
    >
      {error && <Problem error={error} />}
      {!error && !toDos && <Skeleton className="mx-6 my-4 h-5" />}
      {!error && toDos?.length === 0 && (
        <div className="flex items-center gap-x-3 px-6 py-4">
          <CheckCircleSolid className="text-ui-tag-green-icon" />
          <Text size="small">{t("to_do.nothing")}</Text>
        </div>
      )}
      {toDos?.map(({ key, urgency, title, hint, action, needs = [], to }) => (
        <div key={key} className="flex items-center justify-between gap-x-4 px-6 py-4">
          <div className="flex flex-col gap-y-1">
            <div className="flex flex-wrap items-center gap-2">
              <Text size="small" weight="plus">
                {title}
              </Text>
              <StatusBadge color={urgency === "now" ? "red" : "orange"}>
                {t(`to_do.urgency.${urgency}`)}
              </StatusBadge>
            </div>
            <Text size="small" className="text-ui-fg-subtle">
              {hint}
            </Text>
          </div>
          <Allowed needs={needs}>
            {typeof to === "string" ? (
              <Button className="shrink-0" size="small" variant="secondary" asChild>
                <Link to={to.startsWith("/") ? to : `/consignment/${to}`}>{action}</Link>
              </Button>
            ) : (
              <Button
                className="shrink-0"
                size="small"
                variant="secondary"
                isLoading={to.isActing}
                onClick={to.act}
              >
                {action}
              </Button>
            )}
          </Allowed>
        </div>
      ))}
    </Section>
  )
}
