import { PencilSquare, PlaySolid, PauseSolid, Trash } from "@medusajs/icons"
import { Badge, Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Markdown } from "../../../../../../http-contract/markdown"
import { ActionMenu } from "../../../../../components/action-menu"
import { Problem } from "../../../../../components/problem"
import { Section } from "../../../../../components/section"
import { useAgreements } from "../../../../../hooks/api/agreements"
import {
  useDeleteMarkdown,
  useMarkdowns,
  useUpdateMarkdown,
} from "../../../../../hooks/api/markdowns"
import { useAllows } from "../../../../../hooks/use-allows"
import { useFormat } from "../../../../../hooks/use-format"
import { useRemoval } from "../../../../../hooks/use-removal"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

/** The markdowns of a supplier's goods; hidden where no goods of theirs are held. */
export const MarkdownsSection = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const allows = useAllows()
  const mayRead = allows("consignment_agreement:read")
  const { agreements = [] } = useAgreements(
    { contractor_id: contractorId, direction: "inbound", limit: 1 },
    { enabled: mayRead }
  )
  const { markdowns, error, refetch } = useMarkdowns(
    { contractor_id: contractorId, limit: 100 },
    { enabled: mayRead }
  )
  if (agreements.length === 0 || !mayRead) return null
  return (
    <Section
      heading={t("markdowns.title")}
      subHeading={t("markdowns.hint")}
      actions={
        allows("consignment_agreement:manage") && (
          <Button size="small" variant="secondary" asChild>
            <Link to="create-markdown">{t("markdowns.create")}</Link>
          </Button>
        )
      }
    >
      {error && !markdowns && <Problem error={error} onRetry={() => void refetch()} />}
      {markdowns?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("markdowns.empty")}
        </Text>
      )}
      {markdowns?.map((markdown) => (
        <MarkdownRow key={markdown.id} markdown={markdown} />
      ))}
    </Section>
  )
}

const MarkdownRow = ({ markdown }: { markdown: Markdown }) => {
  const { t } = useWords()
  const format = useFormat()
  const mayManage = useAllows()("consignment_agreement:manage")
  const actions = useMarkdownActions(markdown)
  const { sku, inventory_item_id: itemId, currency_code, status, today } = markdown
  const goods: string = sku ?? itemId ?? t("markdowns.all_goods")
  return (
    <div className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" weight="plus">
            {goods}
          </Text>
          <Badge size="2xsmall">{currency_code}</Badge>
          <StatusBadge color={status === "active" ? "green" : "grey"}>
            {t(`markdowns.statuses.${status}`)}
          </StatusBadge>
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {useScheduleText(markdown)}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t("markdowns.marked_down", { count: today.marked_down_items, of: today.items })}
          {today.take_back_quantity !== "0" &&
            ` · ${t("markdowns.to_return", { quantity: format.quantity(today.take_back_quantity) })}`}
        </Text>
      </div>
      {mayManage && <ActionMenu groups={actions} />}
    </div>
  )
}

const useScheduleText = ({ steps, take_back_after_days: days }: Markdown): string => {
  const { t } = useWords()
  const format = useFormat()
  return [
    ...steps.map(({ after_days: count, percent }) =>
      t("markdowns.step", { count, percent: format.quantity(percent) })
    ),
    ...(days === null ? [] : [t("markdowns.take_back", { count: days })]),
  ].join(" · ")
}

const useMarkdownActions = ({ id, status }: Markdown) => {
  const { t } = useWords()
  const onError = useReportedError()
  const isActive = status === "active"
  const change = useUpdateMarkdown(id, {
    onError,
    onSuccess: () => void toast.success(t(isActive ? "markdowns.stopped" : "markdowns.resumed")),
  })
  const removing = useDeleteMarkdown(id, {
    onError,
    onSuccess: () => void toast.success(t("markdowns.deleted")),
  })
  const stop = useRemoval({
    title: t("markdowns.stop_title"),
    description: t("markdowns.stop_hint"),
    confirmText: t("markdowns.stop"),
    remove: () => change.mutate({ status: "stopped" }),
  })
  const remove = useRemoval({
    title: t("markdowns.delete_title"),
    description: t("markdowns.delete_hint"),
    confirmText: t("actions.delete"),
    remove: () => removing.mutate(),
  })
  return [
    {
      actions: [
        { icon: <PencilSquare />, label: t("actions.edit"), to: `edit-markdown/${id}` },
        isActive
          ? { icon: <PauseSolid />, label: t("markdowns.stop"), onClick: () => void stop() }
          : {
              icon: <PlaySolid />,
              label: t("markdowns.resume"),
              onClick: () => change.mutate({ status: "active" }),
            },
      ],
    },
    {
      actions: [{ icon: <Trash />, label: t("actions.delete"), onClick: () => void remove() }],
    },
  ]
}
