import { useWords } from "../hooks/use-words"

/** Behind the label of a field that has to be filled in; the field itself tells it to screen readers. */
export const RequiredMark = () => {
  const { t } = useWords()
  return (
    <span aria-hidden title={t("forms.required")} className="text-ui-fg-error pl-0.5">
      *
    </span>
  )
}
