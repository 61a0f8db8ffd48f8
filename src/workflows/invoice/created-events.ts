/** A repeated call announces nothing. */
export const toCreatedEvents = ({
  is_new: isNew,
  invoice,
}: {
  is_new: boolean
  invoice: { id: string }
}) => (isNew ? [{ id: invoice.id }] : [])
