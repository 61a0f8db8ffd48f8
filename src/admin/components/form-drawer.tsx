import { KeyboundForm, RouteDrawer, useRouteModal } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { FieldValues, UseFormReturn } from "react-hook-form"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"

interface FormDrawerProps<Values extends FieldValues> {
  title: string
  description?: string
  form: UseFormReturn<Values, unknown, Values>
  /** Saves and closes; what is refused on the way is told to the user, and the form stays open. */
  onSubmit: (values: Values, close: (to?: string) => void) => Promise<void>
  isSaving: boolean
  submitLabel?: string
  children: ReactNode
}

/** A form in a drawer beside the page it belongs to, saved with its button or with Ctrl + Enter. */
export const FormDrawer = <Values extends FieldValues>({
  title,
  description,
  ...form
}: FormDrawerProps<Values>) => (
  <RouteDrawer>
    <RouteDrawer.Header>
      <RouteDrawer.Title>{title}</RouteDrawer.Title>
      <RouteDrawer.Description className={description ? undefined : "sr-only"}>
        {description ?? title}
      </RouteDrawer.Description>
    </RouteDrawer.Header>
    <DrawerForm {...form} />
  </RouteDrawer>
)

const DrawerForm = <Values extends FieldValues>({
  form,
  onSubmit,
  isSaving,
  submitLabel,
  children,
}: Omit<FormDrawerProps<Values>, "title" | "description">) => {
  const { t } = useWords()
  const { handleSuccess } = useRouteModal()
  const report = useReportedError()
  const save = (values: Values) => onSubmit(values, handleSuccess).catch(report)
  return (
    <RouteDrawer.Form form={form}>
      <KeyboundForm
        className="flex flex-1 flex-col overflow-hidden"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        <RouteDrawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
          {children}
        </RouteDrawer.Body>
        <RouteDrawer.Footer>
          <RouteDrawer.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </RouteDrawer.Close>
          <Button size="small" type="submit" isLoading={isSaving}>
            {submitLabel ?? t("actions.save")}
          </Button>
        </RouteDrawer.Footer>
      </KeyboundForm>
    </RouteDrawer.Form>
  )
}
