import { toast } from "@medusajs/ui"
import {
  updateSettingsSchema,
  type Settings,
  type UpdateSettingsBody,
} from "../../../../../http-contract/settings"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { TimeZonePicker } from "../../../../components/time-zone-picker"
import { useSalesChannels } from "../../../../hooks/api/sales-channels"
import { useSettings, useUpdateSettings } from "../../../../hooks/api/settings"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"
import { DaysInput } from "../../../consignment/contractors/components/days-input"

const EditRulesPage = () => {
  const { settings, issue_strategies: strategies } = useSettings()
  const { channels } = useSalesChannels()
  return settings && strategies && channels ? (
    <EditRules settings={settings} strategies={strategies} channels={channels} />
  ) : null
}

interface EditRulesProps {
  settings: Settings
  /** Those of the plugin and of the store. */
  strategies: string[]
  channels: { id: string; name: string }[]
}

const AS_WAREHOUSE = "as_warehouse"

const EditRules = ({ settings, strategies, channels }: EditRulesProps) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const form = useContractForm<UpdateSettingsBody>({
    schema: updateSettingsSchema,
    blank: "cleared",
    defaultValues: {
      time_zone: settings.time_zone,
      allow_backdating_days: settings.allow_backdating_days,
      issue_strategy_by_sales_channel: Object.fromEntries(
        channels.map(({ id }) => [id, settings.issue_strategy_by_sales_channel[id] ?? null])
      ),
    },
  })
  const { mutateAsync, isPending } = useUpdateSettings()
  const options = [
    { value: AS_WAREHOUSE, label: t("rules.as_warehouse") },
    ...strategies.map((name) => ({ value: name, label: strategyOf(name) })),
  ]
  return (
    <FormDrawer
      needs="consignment_settings:manage"
      title={t("rules.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async ({ time_zone = null, ...values }, close) => {
        await mutateAsync({ ...values, time_zone })
        toast.success(t("rules.saved"))
        close()
      }}
    >
      <Field
        form={form}
        name="time_zone"
        label={t("agreements.time_zone")}
        hint={t("rules.time_zone_hint")}
        isOptional
      >
        {(field) => <TimeZonePicker {...field} allowClear />}
      </Field>
      <Field
        form={form}
        name="allow_backdating_days"
        explains="backdating"
        label={t("rules.backdating")}
        hint={t("rules.backdating_hint")}
        isOptional
      >
        {(field) => <DaysInput {...field} />}
      </Field>
      {channels.map(({ id, name }) => (
        <Field
          key={id}
          form={form}
          name={`issue_strategy_by_sales_channel.${id}`}
          label={t("rules.strategy_of", { channel: name })}
          hint={t("warehouses.strategy_hint")}
        >
          {({ value, onChange, ...field }) => (
            <Choice
              {...field}
              value={value ?? AS_WAREHOUSE}
              onChange={(chosen) => onChange(chosen === AS_WAREHOUSE ? null : chosen)}
              options={options}
            />
          )}
        </Field>
      ))}
    </FormDrawer>
  )
}

export default EditRulesPage
