import { Textarea, toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useSettings, useUpdateSettings } from "../../../../hooks/api/settings"
import { useWords } from "../../../../hooks/use-words"

const EditUnitsPage = () => {
  const { settings } = useSettings()
  return settings ? <EditUnits units={settings.units} /> : null
}

const toUnits = (text: string): string[] => {
  const units = text.split(/[\n,;]/).map((unit) => unit.trim())
  return [...new Set(units.filter((unit) => unit !== ""))]
}

const EditUnits = ({ units }: { units: string[] }) => {
  const { t } = useWords()
  const form = useForm({ defaultValues: { units: units.join("\n") } })
  const { mutateAsync, isPending } = useUpdateSettings()
  return (
    <FormDrawer
      needs="consignment_settings:manage"
      title={t("units.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async (values, close) => {
        await mutateAsync({ units: toUnits(values.units) })
        toast.success(t("units.saved"))
        close()
      }}
    >
      <Field form={form} name="units" label={t("units.title")} hint={t("units.edit_hint")}>
        {(field) => <Textarea {...field} rows={8} />}
      </Field>
    </FormDrawer>
  )
}

export default EditUnitsPage
