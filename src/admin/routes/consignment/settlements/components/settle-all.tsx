import { BatchSection } from "../../../../components/batch-section"
import { useDuePlan, useSettleAllDue } from "../../../../hooks/api/batches"
import { useBatch } from "../../../../hooks/use-batch"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

/** Closes every settlement that is due, after a preview of each. */
export const SettleAll = () => {
  const { t } = useWords()
  const format = useFormat()
  const { planned, nameOf, section } = useBatch({
    usePlan: useDuePlan,
    useDoing: useSettleAllDue,
    countOf: ({ settlements }) => settlements.length,
  })
  return (
    <BatchSection
      {...section}
      heading={t("batches.settle")}
      hint={t("batches.settle_hint")}
      action={t("batches.settle")}
      needs="consignment_settlement:settle"
      empty={t("batches.nothing_due")}
      aboutHeading={t("settlements.cut_off")}
      rows={planned?.map((one) => ({
        ...one,
        name: nameOf(one.contractor_id),
        about: format.day(one.cut_off),
      }))}
    />
  )
}
