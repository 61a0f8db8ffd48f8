import { Button, toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import type { Agreement } from "../../../../../../http-contract/agreement"
import {
  createMarkdownSchema,
  type CreateMarkdownBody,
} from "../../../../../../http-contract/markdown"
import { Choice } from "../../../../../components/choice"
import { Field } from "../../../../../components/field"
import { FormDrawer } from "../../../../../components/form-drawer"
import { ItemPicker } from "../../../../../components/item-picker"
import { useAgreements } from "../../../../../hooks/api/agreements"
import { useCreateMarkdown, useMarkdownPreview } from "../../../../../hooks/api/markdowns"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { MarkdownFields } from "../components/markdown-fields"
import { MarkdownPlan } from "../components/markdown-plan"

const CreateMarkdownPage = () => {
  const { id = "" } = useParams()
  const { agreements } = useAgreements({ contractor_id: id, direction: "inbound", limit: 100 })
  return agreements?.[0] ? <CreateMarkdown agreements={agreements} /> : null
}

const CreateMarkdown = ({ agreements }: { agreements: Agreement[] }) => {
  const { t } = useWords()
  const form = useContractForm<CreateMarkdownBody>({
    schema: createMarkdownSchema,
    defaultValues: {
      agreement_id: agreements[0]?.id ?? "",
      steps: [
        { after_days: 30, percent: "20" },
        { after_days: 60, percent: "50" },
      ],
      take_back_after_days: 90,
    },
  })
  const { mutateAsync, isPending } = useCreateMarkdown()
  const preview = useMarkdownPreview({ onError: useReportedError() })
  const chosen = agreements.find(({ id }) => id === form.watch("agreement_id"))
  return (
    <FormDrawer
      needs="consignment_agreement:manage"
      title={t("markdowns.create")}
      description={t("markdowns.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.create")}
      onSubmit={async (values, close) => {
        await mutateAsync(values)
        toast.success(t("markdowns.created"))
        close()
      }}
    >
      {agreements.length > 1 && (
        <Field form={form} name="agreement_id" label={t("markdowns.agreement")}>
          {(field) => (
            <Choice
              {...field}
              options={agreements.map(({ id, currency_code: label }) => ({ value: id, label }))}
            />
          )}
        </Field>
      )}
      <Field
        form={form}
        name="inventory_item_id"
        label={t("fields.item")}
        hint={t("markdowns.item_hint")}
        isOptional
      >
        {(field) => <ItemPicker {...field} allowClear />}
      </Field>
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
      {preview.data && (
        <MarkdownPlan {...preview.data} currencyCode={chosen?.currency_code ?? ""} />
      )}
    </FormDrawer>
  )
}

export default CreateMarkdownPage
