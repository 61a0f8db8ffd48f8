import type { useWords } from "../../../../../hooks/use-words"

/** The name of a message in words; the type itself, if it is one of a later version. */
export const toMessageName = (t: ReturnType<typeof useWords>["t"], type: string): string =>
  t(`peers.messages.${type.replace(".", "_")}`, { defaultValue: type })
