/** A column of JSON. The host types each as an object, also one that holds a list. */
export const fromJson = <Value>(column: Record<string, unknown> | null): Value | null =>
  column as Value | null
