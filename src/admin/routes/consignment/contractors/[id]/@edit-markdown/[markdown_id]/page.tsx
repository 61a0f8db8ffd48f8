import { Button, Heading, toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  createMarkdownSchema,
  type CreateMarkdownBody,
  type Markdown,
} from "../../../../../../../http-contract/markdown"
import { FormDrawer } from "../../../../../../components/form-drawer"
import {
  useMarkdown,
  useMarkdownPlan,
  useMarkdownPreview,
  useUpdateMarkdown,
} from "../../../../../../hooks/api/markdowns"
import { useContractForm } from "../../../../../../hooks/use-contract-form"
import { useReportedError } from "../../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../../hooks/use-words"
import { MarkdownFields } from "../../components/markdown-fields"
import { MarkdownPlan } from "../../components/markdown-plan"

const EditMarkdownPage = () => {
  const { markdown } = useMarkdown(useParams().markdown_id)
  return markdown ? <EditMarkdown markdown={markdown} /> : null
}

const EditMarkdown = ({ markdown }: { markdown: Markdown }) => {
  const { t } = useWords()
  const form = useContractForm<CreateMarkdownBody>({
    schema: createMarkdownSchema,
    defaultValues: {
      agreement_id: markdown.agreement_id,
      inventory_item_id: markdown.inventory_item_id ?? undefined,
      steps: markdown.steps,
      take_back_after_days: markdown.take_back_after_days,
    },
  })
  const { mutateAsync, isPending } = useUpdateMarkdown(markdown.id)
  const { planned, count = 0 } = useMarkdownPlan(markdown.id)
  const preview = useMarkdownPreview({ onError: useReportedError() })
  const shown = preview.data ?? (planned && { planned, count })
  return (
    <FormDrawer
      needs="consignment_agreement:manage"
      title={t("markdowns.edit")}
      description={markdown.sku ?? t("markdowns.all_goods")}
      form={form}
      isSaving={isPending}
      onSubmit={async ({ steps, take_back_after_days }, close) => {
        await mutateAsync({ steps, take_back_after_days })
        toast.success(t("markdowns.saved"))
        close()
      }}
    >
      <MarkdownFields form={form} />
      <Button
        type="button"
        size="small"
        variant="secondary"
        className="w-fit"
        isLoading={preview.isPending}
        onClick={() => void form.handleSubmit((values) => preview.mutate(values))()}
      >
        {t("markdowns.preview")}
      </Button>
      {shown && (
        <div className="flex flex-col gap-y-2">
          <Heading level="h3">{t(preview.data ? "markdowns.preview" : "markdowns.today")}</Heading>
          <MarkdownPlan {...shown} currencyCode={markdown.currency_code} />
        </div>
      )}
    </FormDrawer>
  )
}

export default EditMarkdownPage
