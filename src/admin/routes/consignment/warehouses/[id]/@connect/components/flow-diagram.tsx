import { Text } from "@medusajs/ui"
import { useWords } from "../../../../../../hooks/use-words"

const steps = ["delivery", "sales", "settlement"] as const
const arrows = { delivery: "→", sales: "←", settlement: "←" }

/** Flow of goods and messages between the owner's store and the holder's. */
export const FlowDiagram = () => {
  const { t } = useWords()
  return (
    <div className="bg-ui-bg-subtle rounded-lg p-4">
      <div className="mb-2 flex justify-between">
        <Text size="small" weight="plus">
          {t("peers.flow.owner")}
        </Text>
        <Text size="small" weight="plus">
          {t("peers.flow.holder")}
        </Text>
      </div>
      {steps.map((step) => (
        <div key={step} className="grid grid-cols-[1fr_auto_1fr] items-center gap-x-3 py-1">
          <Text size="xsmall">{t(`peers.flow.${step}.owner`)}</Text>
          <span aria-hidden>{arrows[step]}</span>
          <Text size="xsmall" className="text-right">
            {t(`peers.flow.${step}.holder`)}
          </Text>
        </div>
      ))}
    </div>
  )
}
