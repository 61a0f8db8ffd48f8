import { Form } from "@medusajs/dashboard/components"
import { Input } from "@medusajs/ui"
import { useEffect, type ReactElement } from "react"
import type { ControllerRenderProps, UseFormReturn } from "react-hook-form"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { LocationPicker } from "../../../../components/location-picker"
import { RequiredMark } from "../../../../components/required-mark"
import { WarehousePicker } from "../../../../components/warehouse-picker"
import { useContractors } from "../../../../hooks/api/contractors"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useWarehouses } from "../../../../hooks/api/warehouses"
import { useWords } from "../../../../hooks/use-words"
import { documentForms, type DocumentForm, type HeadName } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import { PaperFields } from "./paper-fields"

interface DocumentHeadProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
}

/** Between whom and where, when, and what the paper says besides. */
export const DocumentHead = ({ form, kind }: DocumentHeadProps) => {
  const { t } = useWords()
  useOnlyChoices(form, kind)
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      {documentForms[kind].head.map(({ name, isOptional }) => (
        <Form.Field
          key={name}
          control={form.control}
          name={`head.${name}`}
          rules={{ required: isOptional ? false : t("documents.required") }}
          render={({ field }) => (
            <Form.Item>
              <Form.Label optional={isOptional}>
                {t(`documents.fields.${name}`)}
                {!isOptional && <RequiredMark />}
              </Form.Label>
              <Form.Control aria-required={!isOptional}>
                {inputs[name](field, documentForms[kind])}
              </Form.Control>
              <Form.ErrorMessage />
            </Form.Item>
          )}
        />
      ))}
      <PaperFields form={form} />
    </div>
  )
}

type HeadField = ControllerRenderProps<DocumentValues, `head.${HeadName}`>

const inputs: Record<HeadName, (field: HeadField, form: DocumentForm) => ReactElement> = {
  contractor_id: (field) => <ContractorPicker {...field} allowClear />,
  warehouse_id: (field, { direction }) => (
    <WarehousePicker {...field} direction={direction} allowClear />
  ),
  from_warehouse_id: (field) => <WarehousePicker {...field} allowClear />,
  to_warehouse_id: (field) => <WarehousePicker {...field} allowClear />,
  stock_location_id: (field) => <LocationPicker {...field} allowClear />,
  from_stock_location_id: (field) => <LocationPicker {...field} allowClear />,
  to_stock_location_id: (field) => <LocationPicker {...field} allowClear />,
  reason: ({ value = "", ...field }) => <Input {...field} value={value} />,
}

/** Fills in the contractor or the warehouse if there is but one. */
const useOnlyChoices = (form: UseFormReturn<DocumentValues>, kind: PostableKind): void => {
  const { contractors, count: contractorCount } = useContractors({ limit: 1 })
  const { warehouses, count: warehouseCount } = useWarehouses({
    direction: documentForms[kind].direction,
    limit: 1,
  })
  const contractorId = contractorCount === 1 ? contractors?.[0]?.id : undefined
  const warehouseId = warehouseCount === 1 ? warehouses?.[0]?.id : undefined
  useEffect(() => {
    const only = { contractor_id: contractorId, warehouse_id: warehouseId }
    for (const { name, isOptional } of documentForms[kind].head) {
      const id = name in only ? only[name as keyof typeof only] : undefined
      if (id && !isOptional && !form.getValues(`head.${name}`)) form.setValue(`head.${name}`, id)
    }
  }, [form, kind, contractorId, warehouseId])
}
