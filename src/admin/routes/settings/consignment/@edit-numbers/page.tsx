import { Input, toast } from "@medusajs/ui"
import {
  numberSeries,
  updateSettingsSchema,
  type Settings,
  type UpdateSettingsBody,
} from "../../../../../http-contract/settings"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useSettings, useUpdateSettings } from "../../../../hooks/api/settings"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useWords } from "../../../../hooks/use-words"
import { useSeriesName } from "../lib/use-series-name"

const EditNumbersPage = () => {
  const { settings } = useSettings()
  return settings ? <EditNumbers settings={settings} /> : null
}

const EditNumbers = ({ settings }: { settings: Settings }) => {
  const { t } = useWords()
  const nameOf = useSeriesName()
  const form = useContractForm<UpdateSettingsBody>({
    schema: updateSettingsSchema,
    blank: "cleared",
    defaultValues: { number_prefixes: settings.number_prefixes },
  })
  const { mutateAsync, isPending } = useUpdateSettings()
  return (
    <FormDrawer
      needs="consignment_settings:manage"
      title={t("numbers.edit")}
      description={t("numbers.edit_hint")}
      form={form}
      isSaving={isPending}
      onSubmit={async ({ number_prefixes }, close) => {
        await mutateAsync({ number_prefixes })
        toast.success(t("numbers.saved"))
        close()
      }}
    >
      {numberSeries.map((series) => (
        <Field
          key={series}
          form={form}
          name={`number_prefixes.${series}`}
          label={nameOf(series)}
          isOptional
        >
          {(field) => (
            <Input {...field} value={field.value ?? ""} maxLength={12} autoComplete="off" />
          )}
        </Field>
      ))}
    </FormDrawer>
  )
}

export default EditNumbersPage
