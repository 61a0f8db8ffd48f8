import {
  kindOf,
  kinds,
  type DocumentType,
  type Effect,
  type MovementEffect,
  type MovementType,
  type ReversibleType,
} from "./kinds"

export const documentTypes = Object.keys(kinds) as [DocumentType, ...DocumentType[]]

/** Every kind but the reversal. */
export const reversibleTypes = documentTypes.filter(
  (type): type is ReversibleType => kindOf(type).reversal !== null
)

const movementEffects: Readonly<Record<string, MovementEffect>> = Object.fromEntries(
  documentTypes.flatMap((type) => Object.entries(kindOf(type).movements))
)

export const movementTypes = Object.keys(movementEffects) as [MovementType, ...MovementType[]]

/** The effect of a movement on the settlement, by its type and the liability frozen on it. */
export const effectOf = ({ type, liable }: { type: MovementType; liable: boolean }): Effect => {
  const effect = movementEffects[type]
  if (!effect) throw new Error(`Unknown movement type ${type}`)
  if ("kind" in effect) return effect
  return liable ? effect.liable : effect.notLiable
}
