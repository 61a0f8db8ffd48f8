import { Form, KeyboundForm } from "@medusajs/dashboard/components"
import { Button, Drawer, Input, Switch, Textarea, toast } from "@medusajs/ui"
import { forwardRef, useState } from "react"
import type { ControllerRenderProps, FieldPath } from "react-hook-form"
import {
  editableCardFields,
  updateItemCardSchema,
  type CardKind,
  type ItemCard,
  type UpdateItemCardBody,
} from "../../http-contract/item-card"
import { useUpdateItemCard } from "../hooks/api/item-cards"
import { useSettings } from "../hooks/api/settings"
import { useContractForm } from "../hooks/use-contract-form"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"
import { Choice } from "./choice"
import { DecimalInput } from "./decimal-input"
import { Field } from "./field"

type Name = FieldPath<UpdateItemCardBody>

/** The fields of an item card in a drawer; a widget of the host has no page of its own to open one on. */
export const ItemCardForm = ({ card }: { card: ItemCard }) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("actions.edit")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("articles.edit")}</Drawer.Title>
          <Drawer.Description>{t("articles.card_hint")}</Drawer.Description>
        </Drawer.Header>
        <EditItemCard card={card} close={() => setOpen(false)} />
      </Drawer.Content>
    </Drawer>
  )
}

const EditItemCard = ({ card, close }: { card: ItemCard; close: () => void }) => {
  const { t } = useWords()
  const { article_status: _, ...defaultValues } = card.fields
  const form = useContractForm<UpdateItemCardBody>({
    schema: updateItemCardSchema,
    blank: "cleared",
    defaultValues,
  })
  const report = useReportedError()
  const { mutate, isPending } = useUpdateItemCard(card.inventory_item_id, {
    onError: report,
    onSuccess: () => {
      toast.success(t("articles.saved"))
      close()
    },
  })
  const save = form.handleSubmit((values) => mutate(values))
  return (
    <Form {...form}>
      <KeyboundForm
        className="flex flex-1 flex-col overflow-hidden"
        onSubmit={(event) => void save(event)}
      >
        <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
          {editableCardFields.map(({ name, kind }) => (
            <Field
              key={name}
              form={form}
              name={name as Name}
              label={t(`article_fields.${name}`)}
              isOptional={kind !== "flag"}
            >
              {(field) => inputOf(kind, field)}
            </Field>
          ))}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" type="submit" isLoading={isPending}>
            {t("actions.save")}
          </Button>
        </Drawer.Footer>
      </KeyboundForm>
    </Form>
  )
}

type CardField = ControllerRenderProps<UpdateItemCardBody, Name>

/** An element and no component: the form gives it the id of its label. */
const inputOf = (kind: CardKind, field: CardField) => {
  const { value, onChange, ...rest } = field
  if (kind === "flag") {
    return <Switch {...rest} checked={value === true} onCheckedChange={onChange} />
  }
  if (kind === "unit") return <UnitInput {...field} />
  const text = value === null || value === undefined ? "" : String(value)
  if (kind === "price" || kind === "percent") {
    return <DecimalInput {...rest} value={text} onChange={onChange} />
  }
  if (kind === "months") {
    return (
      <Input
        {...rest}
        type="number"
        min={0}
        value={text}
        onChange={({ target }) => onChange(target.value === "" ? null : parseInt(target.value, 10))}
      />
    )
  }
  return kind === "long_text" ? (
    <Textarea {...rest} value={text} onChange={onChange} />
  ) : (
    <Input {...rest} value={text} onChange={onChange} autoComplete="off" />
  )
}

const NO_UNIT = "none"

/** One of the store's units, once it has a list. */
const UnitInput = forwardRef<HTMLInputElement, CardField>(({ value, onChange, ...rest }, ref) => {
  const { t } = useWords()
  const { settings } = useSettings()
  const current = typeof value === "string" ? value : ""
  const units = settings?.units ?? []
  if (units.length === 0) {
    return <Input {...rest} ref={ref} value={current} onChange={onChange} autoComplete="off" />
  }
  const known = [...new Set([...units, ...(current ? [current] : [])])]
  const options = [
    { value: NO_UNIT, label: t("articles.no_unit") },
    ...known.map((unit) => ({ value: unit, label: unit })),
  ]
  return (
    <Choice
      {...rest}
      value={current || NO_UNIT}
      options={options}
      onChange={(unit) => onChange(unit === NO_UNIT ? null : unit)}
    />
  )
})
UnitInput.displayName = "UnitInput"
