import { useFormat } from "../hooks/use-format"

interface InstantProps {
  value: string | null | undefined
  withTime?: boolean
}

/** A date in the reader's locale and time zone. */
export const Instant = ({ value, withTime = false }: InstantProps) => {
  const format = useFormat()
  if (!value) return <span>–</span>
  return (
    <time dateTime={value} className="whitespace-nowrap">
      {withTime ? format.instant(value) : format.date(value)}
    </time>
  )
}
