import { SectionRow } from "@medusajs/dashboard/components"
import { Button, toast, usePrompt } from "@medusajs/ui"
import { Link, useNavigate } from "react-router-dom"
import { paperLanguages } from "../../../../../http-contract/paper"
import { Allowed } from "../../../../components/allowed"
import type { PickList } from "../../../../../http-contract/outbound-documents"
import { DownloadMenu } from "../../../../components/download-menu"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import { useDeletePickList, usePostPickList } from "../../../../hooks/api/deliveries"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { Parties, textOf } from "./parties"

/** A delivery that is being picked: its quantities may change until it is posted. */
export const PickListSummary = ({ delivery }: { delivery: PickList }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("deliveries.pick_list")}
      headingLevel="h1"
      subHeading={t("deliveries.pick_list_hint")}
      mark={<Status status={delivery.status} />}
      actions={
        <>
          <PrintButton id={delivery.id} />
          <Allowed needs="consignment_delivery:post">
            <DeleteButton id={delivery.id} />
            <Button size="small" variant="secondary" asChild>
              <Link to="edit">{t("deliveries.edit")}</Link>
            </Button>
            <PostButton id={delivery.id} />
          </Allowed>
        </>
      }
    >
      <Parties document={delivery} />
      <SectionRow title={t("fields.reference")} value={textOf(delivery, "reference")} />
      <SectionRow title={t("fields.note")} value={textOf(delivery, "note")} />
    </Section>
  )
}

/** In the language of the person who picks. */
const PrintButton = ({ id }: { id: string }) => {
  const { t, i18n } = useWords()
  const language = paperLanguages.find((one) => one === i18n.language)
  return (
    <DownloadMenu
      path={`deliveries/${id}/document`}
      query={language && { language }}
      label={t("actions.print")}
    />
  )
}

const PostButton = ({ id }: { id: string }) => {
  const { t } = useWords()
  const { mutate, isPending } = usePostPickList(id, {
    onSuccess: ({ number }) => void toast.success(t("documents.posted", { number })),
    onError: useReportedError(),
  })
  return (
    <Button size="small" isLoading={isPending} onClick={() => mutate()}>
      {t("documents.actions.post")}
    </Button>
  )
}

const DeleteButton = ({ id }: { id: string }) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const { mutate, isPending } = useDeletePickList(id, {
    onSuccess: () => void navigate(addressOfDocument("delivery"), { replace: true }),
    onError: useReportedError(),
  })
  const remove = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("deliveries.delete.title"),
      description: t("deliveries.delete.description"),
      confirmText: t("actions.delete"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) mutate()
  }
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void remove()}>
      {t("actions.delete")}
    </Button>
  )
}
