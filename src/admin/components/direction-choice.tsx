import { forwardRef } from "react"
import { directions } from "../../http-contract/agreement"
import { useWords } from "../hooks/use-words"
import { Choice } from "./choice"

type Direction = (typeof directions)[number]

interface DirectionChoiceProps {
  value?: Direction | null
  onChange: (direction: Direction) => void
  disabled?: boolean
}

/** Their goods with us, or ours with them. */
export const DirectionChoice = forwardRef<HTMLButtonElement, DirectionChoiceProps>((props, ref) => {
  const { t } = useWords()
  return (
    <Choice
      {...props}
      ref={ref}
      options={directions.map((value) => ({ value, label: t(`terms.direction.${value}`) }))}
    />
  )
})
DirectionChoice.displayName = "DirectionChoice"
