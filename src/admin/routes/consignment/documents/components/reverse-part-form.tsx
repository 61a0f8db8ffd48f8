import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useReverseDocument, type PartlyReversibleKind } from "../../../../hooks/api/documents"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { leftOfLine } from "../lib/left-of-line"

interface ReversePartFormProps {
  kind: PartlyReversibleKind
  document: Document
}

/** Undoes some pieces of a document; the rest of it stays. */
export const ReversePartForm = ({
  kind,
  document: { id, number, lines },
}: ReversePartFormProps) => {
  const { t } = useWords()
  const format = useFormat()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<{ quantities: string[] }>({ defaultValues: { quantities: [] } })
  const { mutateAsync, isPending } = useReverseDocument(kind, id)
  return (
    <LineQuantitiesForm
      needs={`consignment_${kind}:reverse`}
      title={t("documents.reverse.title", { number })}
      description={t("documents.reverse.part_description")}
      form={form}
      lines={lines}
      hintOf={(line) => t("documents.at_most", { quantity: format.quantity(leftOfLine(line)) })}
      isSaving={isPending}
      submitLabel={t("documents.actions.reverse")}
      onSubmit={async (sent, _, close) => {
        const { reversal } = await mutateAsync({ lines: sent, idempotency_key: idempotencyKey })
        toast.success(t("documents.part_reversed", { number, reversal: reversal.number }))
        close()
      }}
    />
  )
}
