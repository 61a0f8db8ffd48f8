import { KeyboundForm, RouteDrawer, useRouteModal } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { useState, type ReactNode } from "react"
import type { FieldValues, UseFormReturn } from "react-hook-form"
import type { Permission } from "../../http-contract/permission"
import { useAllows } from "../hooks/use-allows"
import { useFieldErrors } from "../hooks/use-field-errors"
import { useUnloadWarning } from "../hooks/use-unload-warning"
import { useWords } from "../hooks/use-words"
import { Forbidden } from "./forbidden"
import { RefusalAlert } from "./refusal-alert"

interface FormDrawerProps<Values extends FieldValues> {
  title: string
  description?: string
  /** Permissions without which the server would refuse it. */
  needs: Permission | Permission[]
  form: UseFormReturn<Values, unknown, Values>
  /** Saves and closes; what is refused on the way is told to the user, and the form stays open. */
  onSubmit: (values: Values, close: (to?: string) => void) => Promise<void>
  isSaving: boolean
  /** There is nothing that could be saved. */
  isBlocked?: boolean
  submitLabel?: string
  children: ReactNode
}

/** A form in a drawer beside the page it belongs to, saved with its button or with Ctrl + Enter. */
export const FormDrawer = <Values extends FieldValues>({
  title,
  description,
  needs,
  ...form
}: FormDrawerProps<Values>) => {
  const allows = useAllows()
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title>{title}</RouteDrawer.Title>
        <RouteDrawer.Description className={description ? undefined : "sr-only"}>
          {description ?? title}
        </RouteDrawer.Description>
      </RouteDrawer.Header>
      {allows(...[needs].flat()) ? <DrawerForm {...form} /> : <Forbidden />}
    </RouteDrawer>
  )
}

const DrawerForm = <Values extends FieldValues>({
  form,
  onSubmit,
  isSaving,
  isBlocked = false,
  submitLabel,
  children,
}: Omit<FormDrawerProps<Values>, "title" | "description" | "needs">) => {
  const { t } = useWords()
  const { handleSuccess } = useRouteModal()
  const showAtFields = useFieldErrors(form)
  const [refused, setRefused] = useState<{ refusal: Error; hint?: string }>()
  useUnloadWarning(form.formState.isDirty && !isSaving)
  const save = (values: Values) =>
    onSubmit(values, handleSuccess).catch((refusal: Error) =>
      setRefused({ refusal, hint: showAtFields(refusal) })
    )
  const submit = (): void => {
    setRefused(undefined)
    form.clearErrors()
    void form.handleSubmit(save)()
  }
  return (
    <RouteDrawer.Form form={form}>
      <KeyboundForm
        className="flex flex-1 flex-col overflow-hidden"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <RouteDrawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
          {refused && <RefusalAlert {...refused} />}
          {children}
        </RouteDrawer.Body>
        <RouteDrawer.Footer>
          <RouteDrawer.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </RouteDrawer.Close>
          <Button size="small" type="submit" isLoading={isSaving} disabled={isBlocked}>
            {submitLabel ?? t("actions.save")}
          </Button>
        </RouteDrawer.Footer>
      </KeyboundForm>
    </RouteDrawer.Form>
  )
}
