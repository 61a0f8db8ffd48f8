import { RouteFocusModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useAllows } from "../../../../hooks/use-allows"
import { Forbidden } from "../../../../components/forbidden"
import type { Warehouse } from "../../../../../http-contract/warehouse"
import { useWords } from "../../../../hooks/use-words"
import { RefusalAlert } from "../../../../components/refusal-alert"
import type { CountLineValues, CountValues } from "../lib/count-values"
import { useCounting } from "../lib/use-counting"
import { CountPapers } from "./count-papers"
import { CountPlan } from "./count-plan"
import { CountSheet } from "./count-sheet"

interface CountFormProps {
  shop: Warehouse
  /** Booked stock. */
  booked: CountLineValues[]
}

/** Count at a customer with pick-up, in three steps: enter, compare, post. */
export const CountForm = (props: CountFormProps) => {
  const { t } = useWords()
  const allows = useAllows()
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t("counts.title")}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t("counts.hint")}</span>
      </RouteFocusModal.Description>
      {allows(
        "consignment_reported_sale:post",
        "consignment_stock_count:post",
        "consignment_take_back:post"
      ) ? (
        <Content {...props} />
      ) : (
        <>
          <RouteFocusModal.Header />
          <Forbidden />
        </>
      )}
    </RouteFocusModal>
  )
}

const Content = ({ shop: { id, name }, booked }: CountFormProps) => {
  const { t } = useWords()
  const form = useForm<CountValues, unknown, CountValues>({
    defaultValues: {
      to_stock_location_id: "",
      effective_at: null,
      reference: "",
      note: "",
      lines: booked,
    },
  })
  const { planned, papers, refusal, problems, isSending, ...counting } = useCounting(id, form)
  if (papers) return <CountPapers papers={papers} />
  return (
    <RouteFocusModal.Form form={form}>
      <form
        className="flex size-full flex-col overflow-hidden"
        onSubmit={(event) =>
          void form.handleSubmit(planned ? counting.post : counting.compare)(event)
        }
      >
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto px-6 py-12">
          <div className="flex w-full max-w-[960px] flex-col gap-y-8">
            <div>
              <Heading>{t("counts.heading", { name })}</Heading>
              <Text size="small" className="text-ui-fg-subtle">
                {planned ? t("counts.plan_hint") : t("counts.hint")}
              </Text>
            </div>
            {refusal && <RefusalAlert refusal={refusal} />}
            {planned ? (
              <CountPlan form={form} planned={planned} problems={problems} />
            ) : (
              <CountSheet form={form} problems={problems} />
            )}
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </RouteFocusModal.Close>
          {planned && (
            <Button size="small" variant="secondary" type="button" onClick={counting.goBack}>
              {t("counts.back")}
            </Button>
          )}
          <Button size="small" type="submit" isLoading={isSending} disabled={booked.length === 0}>
            {planned ? t("documents.actions.post") : t("counts.compare")}
          </Button>
        </RouteFocusModal.Footer>
      </form>
    </RouteFocusModal.Form>
  )
}
